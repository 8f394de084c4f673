"""A whole archive localized: sources of stories, plan, run, ledger, report."""
