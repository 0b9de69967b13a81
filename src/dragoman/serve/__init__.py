"""The command line. No logic here: it calls the library."""
