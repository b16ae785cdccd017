"""The rules of a hall: frozen values and plain functions, no clock, no input or output."""
