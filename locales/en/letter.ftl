### What every letter needs. Numbers are written in the language's own digits.

# The date of the letter and of facts. The day stays with its month.
# $day (number) - day of the month
# $month (string) - name of the month, from month-1 to month-12
# $year (number) - year
date = { $day }{"\u00A0"}{ $month } { $year }

month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

# The line above the letter when the sender names a place.
# $place (string) - the town that the sender writes from
# $date (string) - the letter's date
place-and-date = { $place }, { $date }

# The line above the letter when no place is known.
# $date (string) - the letter's date
date-line = { $date }

# The addressee in the letter's own language, above the subject. Only languages that are not
# written in Latin letters print it, because the postal address is Latin.
# $addressee (string) - name and office
addressee-line = To { $addressee }

# The line with the subject in the letter.
# $subject (string) - the case's subject
subject-line = { $subject }

## Forms of address. A case file chooses one for each recipient, for example `salutation: minister`.
##
## The text is how the letter begins. `.you` is the word by which the letter then addresses the
## recipient: other messages use it as { $you }. `.closing` is optional: the closing, if it is not
## the one below.
##
## Each can use:
## $you (string) - the word in `.you`
## $gender (string) - `female`, `male`, or `other` if it is not known
## $number (string) - `one`, or `many` for several people
## $name (string) - the recipient's name

# For everybody who is called Excellency: heads of state, ministers, ambassadors.
salutation-your-excellency = { $you },
    .you = Your Excellency

salutation-president = { $gender ->
        [female] Dear Madam President,
        [male] Dear Mr President,
       *[other] Dear President,
    }
    .you = you

salutation-prime-minister = Dear Prime Minister,
    .you = you

salutation-minister = Dear Minister,
    .you = you

salutation-ambassador = Dear Ambassador,
    .you = you

# The head of all public prosecutors of a country.
salutation-prosecutor = Dear Prosecutor General,
    .you = you

salutation-judge = { $number ->
        [many] Dear Judges,
       *[one] Dear Judge,
    }
    .you = you

# The governor of a province or state.
salutation-governor = Dear Governor,
    .you = you

# The head of a prison, an office or an institution.
salutation-director = Dear Director,
    .you = you

# For an office, or somebody whose name and title are not known.
salutation-sir-or-madam = { $number ->
        [many] Ladies and Gentlemen,
       *[one] { $gender ->
            [female] Dear Madam,
            [male] Dear Sir,
           *[other] Dear Sir or Madam,
        }
    }
    .you = you
    .closing = Yours faithfully,

# For somebody without a title.
salutation-by-name = { $gender ->
        [female] Dear Ms { $name },
        [male] Dear Mr { $name },
       *[other] Dear { $name },
    }
    .you = you
    .closing = Yours sincerely,

# A letter to the family of the person that the case is about.
salutation-family = Dear family,
    .you = you
    .closing = With warm wishes,

# A letter to the person that the case is about, for example in prison.
salutation-the-person = Dear { $name },
    .you = you
    .closing = { salutation-family.closing }

# Only in Cambodia: the title of its highest dignitaries. Other languages address them as Excellency.
salutation-samdech = { salutation-your-excellency }
    .you = { salutation-your-excellency.you }

# The mark before an item of a list.
# $number (number) - the item's number
list-mark = { $number }.

# The end of the letter, above the signature, for all forms of address that have no closing of their own.
# $you (string) - the word by which the letter addresses the recipient
closing = Yours respectfully,

# Before the names of the recipients of copies.
copies-to = Copies to:

## The second letter, with `--follow-up`. A case may have messages of the same names.

# The first paragraphs. The demands of the case come after them.
# $first-letter (string) - the date of the first letter
# $subject (string) - the case's subject
follow-up =
    On { $first-letter } I wrote to you under the subject “{ $subject }”. I have not received an
    answer. My concern remains, and I am writing to you again.

# The last paragraph.
follow-up-reply =
    I ask you to answer this letter, and to let me know what steps have been taken in this matter.

# The title of a letter of solidarity to a prisoner or a family, for example in an e-mail. The letter itself
# has no subject.
solidarity-topic = A letter of solidarity

## Under the lines that are filled in by hand.

fill-in-name = Name
fill-in-address = Address
fill-in-signature = Signature

# At the foot of the first page of a letter that has more than one.
# $page (number) - number of the page
# $pages (number) - how many pages the letter has
page-line = Page { $page } of { $pages }

# At the top of each other page, so that a lost sheet can be put back to its letter.
# $addressee (string) - the name of the recipient
# $date (string) - the letter's date
# $page (number) - number of the page
# $pages (number) - how many pages the letter has
continuation-line = { $addressee } · { $date } · Page { $page } of { $pages }

## The Urgent Action sheet, which is handed out to letter writers.

sheet-kicker = URGENT ACTION

# Instead of the kicker, on a sheet with further information on the same action.
# $index (string) - the number of the action, as in UA 1/18
# $number (number) - how many times the action was updated
# $day (string) - the day of the last update
sheet-further = FURTHER INFORMATION ON { $index } · { $day }

# At the top of each page except the first.
# $headline (string) - the sheet's headline
sheet-continuation = URGENT ACTION · { $headline }

# Above the addresses.
# $send-before (string) - the day before which appeals must be sent
# $send-before-capitals (string) - the same in capitals
sheet-send-before = PLEASE SEND APPEALS BEFORE { $send-before-capitals } TO:

# The same for a case without a last day.
sheet-as-soon-as-possible = PLEASE WRITE AS SOON AS POSSIBLE TO:

# Above the addresses of the recipients of copies.
sheet-copies = And copies to:

# Before the embassy in the sender's country, or without an embassy if the case has none.
sheet-diplomats = Also send copies to diplomatic representatives accredited to your country.

# Below all addresses.
sheet-section-office = Please check with your section office if sending appeals after the above date.

# $numbers (string) - one number or several
sheet-telephone = Telephone: { $numbers }

# $numbers (string) - one number or several
sheet-fax = Fax: { $numbers }

# $address (string) - an e-mail address
sheet-email = E-mail: { $address }

# $address (string) - a web address
sheet-web = Web: { $address }

# $salutation (string) - the form of address, without a comma after it
sheet-salutation = Salutation: { $salutation }

sheet-additional = ADDITIONAL INFORMATION

# At the foot of each page.
# $date (string) - the day on which the sheet was issued
sheet-issued = Date of issue: { $date }

## The cover of a fax. The person who takes it from the machine reads it first.

fax-heading = FAX
fax-to = To
fax-number = Fax number

# Before the number as it is dialled in the sender's country.
fax-dialled = To be dialled

fax-from = From
fax-date = Date
fax-pages = Pages

# $pages (number) - number of pages of the fax
fax-page-count = { $pages }, this one included

fax-subject = Subject

# One paragraph or several.
fax-note =
    The following pages are an appeal for human rights. They belong to an Urgent Action, in which
    people of many countries write in their own names.

    Please hand all pages to the addressee. If one is missing or cannot be read, please ask the
    sender to send it again.

# The same for a letter of solidarity to a prisoner or a family.
fax-note-solidarity =
    The following pages are a personal letter of solidarity.

    Please hand all pages to the addressee. If one is missing or cannot be read, please ask the
    sender to send it again.

## The cover of a pack: a member of the organisation gets letters by post, signs them and posts them.

pack-heading = Letters to sign and post

# $name (string) - the member
pack-greeting = Dear { $name },

# The recipients of the letters follow as a list.
# $letters (number) - number of letters
pack-note =
    { $letters ->
        [one] Please read this letter, sign it, and post it to:
       *[other] Please read these { $letters } letters, sign each of them, and post them to:
    }

# Only if there are several letters to the same recipient.
pack-together = Put the letters to the same recipient into one envelope.

# $send-before (string) - the day before which appeals must be sent
pack-before = Post before { $send-before }.

pack-thanks = Thank you for writing.
