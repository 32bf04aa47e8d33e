"""Pure finders over a `Doc` or plain lists: they read, and write nothing."""
