"""Corpora: folders of shards, the tasks that write them, splits without leaks, and the reader that training uses."""
