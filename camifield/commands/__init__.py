"""The only writers: what a person can do to a project, one file a job."""
