"""The thin edge for browsers and integrators: parse, call one operation, answer."""
