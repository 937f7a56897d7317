"""What people record: one file a kind, declared once and read by everything else."""
