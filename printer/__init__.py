"""From a `Slip` value to paper: layout, ESC/POS bytes, drivers and one spooler per printer.

Knows nothing of the server, its database or Flask.
"""
