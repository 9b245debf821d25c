person = Petar Primer
recipient-petar = Petar Primer
recipient-family = La famille Primer
greeting = Beaucoup de gens dans de nombreux pays pensent à { person } et à tous ses proches.
thanks = Vous n’êtes pas seuls.
