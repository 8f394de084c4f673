"""Stories in JSON: ninjs, records of content systems, linked data in pages."""
