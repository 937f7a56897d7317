"""The program's own version, for reports, backups and About."""

VERSION = "0.1.0"
