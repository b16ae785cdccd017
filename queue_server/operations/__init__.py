"""The things that people do in a hall: one function each, one transaction each, no web and no SQL."""
