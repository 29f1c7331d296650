"""The only place that touches a workbook file."""
