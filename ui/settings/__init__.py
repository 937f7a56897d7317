"""Settings: what belongs to this laptop, the people of the team, backups, and what the program is made of."""
