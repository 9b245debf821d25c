person = Petar Primer
recipient-petar = Petar Primer
recipient-family = The Primer family
greeting = Many people in many countries think of { person } and of all who are close to him.
thanks = You are not alone.
