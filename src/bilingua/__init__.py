"""bilingua: news stories into a pair of editions, English and Spanish, offline."""
