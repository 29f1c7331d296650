"""What people look at: one file per view, found because it is there."""
