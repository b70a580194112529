"""What the workbook reads from elsewhere and hands on."""
