"""The files of other tools, a module each, in one registry."""
