### The text in `en` from which each message was translated, or with which it was last compared.
### `likhit accept` writes this file.

concern =
    I am writing to you out of deep concern for { person }. He was arrested at his house on
    { $arrested } and is accused under Article{"\u00A0"}{ $article } of the Criminal Code. If found
    guilty, he faces up to { $years } years in prison.

context =
    I believe that he is held solely for the peaceful exercise of his human rights. The court is to
    question him on { $hearing }.

copy-opening =
    I am sending { $you } a copy of the appeal that I have addressed to the Minister of
    Justice. It reads as follows.

demand-access =
    pending his release, to give him unrestricted and confidential access to his lawyers, his
    family and any necessary medical care.

demand-release = to immediately and unconditionally release { person };

demands = I respectfully call on you and on the authorities:

detention =
    Since { $detained } he has been held in pre-trial detention. The court ({ $court }) denied him
    bail.

person = Petar Primer

recipient-embassy-gb = Embassy of the Republic of Serbia

recipient-foreign-minister = The Minister of Foreign Affairs

recipient-justice-minister = The Minister of Justice

reply = I should be grateful to hear from you what steps are taken in this matter.

sheet-demand-access =
    Urging that, pending his release, { person } has unrestricted and confidential access to his
    lawyers, family and any necessary medical care.

sheet-demand-release =
    Calling on the authorities to immediately and unconditionally release { person };

sheet-demands = Please write immediately in English or your own language:

sheet-detention =
    Since { $detained } he has been held in pre-trial detention. He is accused under
    Article{"\u00A0"}{ $article } of the Criminal Code. The court ({ $court }) denied him bail, and is to
    question him on { $hearing }.

sheet-example = This is an example. { person } does not exist. Please post no letter.

sheet-headline = Example: { person } is detained

sheet-lead =
    On { $arrested }, { person } was arrested at his house. If found guilty, he faces up to { $years }
    years in prison.

subject = Appeal for the immediate and unconditional release of { person }
