"""Files that travel: bytes in, bytes out. Nothing here reads a disk, a clock or a database."""
