"""The sources of a catalogue: the files of IMDb, TMDB, MovieLens and Wikidata, and a plain form of our own."""
