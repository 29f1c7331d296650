"""The dashboard: one notebook, served read only on this machine by Voila."""
