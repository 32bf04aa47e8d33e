"""The commands, a file each; they alone print."""
