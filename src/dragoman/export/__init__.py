"""Records -> outside forms, one file for each."""
