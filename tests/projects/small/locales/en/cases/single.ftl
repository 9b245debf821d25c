person = Levon Tigranyan
recipient-prosecutor = Office of the Prosecutor General
subject = Appeal for { person }
copy-opening = I am sending you a copy of an appeal.
demand = Please release { person }.
sheet-headline = A man is detained
sheet-lead = { person } is detained.
