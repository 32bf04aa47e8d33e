"""The rules of cinespan, one JSON object a line; read by `cinespan.rules`."""
