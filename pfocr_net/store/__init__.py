"""A corpus, read once and kept in one file: which figures state what, in well under a second."""
