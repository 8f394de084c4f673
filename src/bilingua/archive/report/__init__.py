"""The report on an archive run, from its ledger alone: a page, a table for scripts, the facts as data."""
