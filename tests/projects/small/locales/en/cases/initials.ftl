person = A.{"\u00A0"}B.
recipient-prosecutor = Office of the Prosecutor General
recipient-ombudsman = Human Rights Defender
subject = Appeal for the release of { person }
copy-opening = I am sending you a copy of the appeal that I have addressed to the Prosecutor General.
concern =
    I am writing to you out of concern for { person }, who was arrested on { $arrested } for writing
    a poem.
demands = I respectfully call on you:
demand-release = to release { person } immediately and unconditionally.
reply = I should be grateful to hear from you what steps are taken in this matter.
sheet-headline = A{"\u00A0"}POET IS DETAINED
sheet-lead = On { $arrested } { person } was arrested for writing a poem.
sheet-demands = Please write immediately in your own language:
