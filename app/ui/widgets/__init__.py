"""The product's own widgets, each in a small module; the pages are built of nothing else."""
