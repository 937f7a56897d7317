"""The only home of SQL on the laptop: the log, the tables folded from it, drafts and attachments."""
