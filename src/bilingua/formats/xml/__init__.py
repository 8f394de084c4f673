"""Stories in XML: NITF, NewsML-G2, the items of feeds and exports."""
