"""The dashboard: one notebook, served read only on this machine by Voila."""

from ropabook.dashboard.launch import CannotServe, serve

__all__ = ["CannotServe", "serve"]
