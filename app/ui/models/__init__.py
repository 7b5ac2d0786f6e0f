"""Item models: what tables and lists show, without how it is drawn."""
