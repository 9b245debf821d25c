person-anna = Anna Primerova
person-boris = Boris Primerov
person-vera = Vera Obraztsova
recipient-prosecutor = Prosecutor General
subject = Appeal for the release of { $persons }
# $person-count (number), $arrested (date), $charge-article (string), $charge-years (number)
concern =
    I am writing to you out of concern for { $person-count ->
        [one] one person, { $persons },
       *[other] { $person-count } persons, { $persons },
    } who were arrested on { $arrested }. They are accused under Article{"\u00A0"}{ $charge-article } of
    the Criminal Code and face up to { $charge-years } years in prison.
editor = { person-anna } is the editor of a newspaper, and the others have written for it.
demands = I respectfully call on you:
demand-release = to release { $persons } immediately and unconditionally.
reply = I should be grateful to hear from you what steps are taken in this matter.
sheet-headline = THREE PERSONS ARE DETAINED
sheet-lead = On { $arrested } { $persons } were arrested for writing in a newspaper.
