"""The pipeline components, a file each; they meet in the `Doc` and do not import each other."""
