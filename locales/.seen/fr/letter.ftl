### The text in `en` from which each message was translated, or with which it was last compared.
### `likhit accept` writes this file.

addressee-line = To { $addressee }

closing = Yours respectfully,

continuation-line = { $addressee } · { $date } · Page { $page } of { $pages }

copies-to = Copies to:

date = { $day }{"\u00A0"}{ $month } { $year }

date-line = { $date }

fax-date = Date

fax-dialled = To be dialled

fax-from = From

fax-heading = FAX

fax-note =
    The following pages are an appeal for human rights. They belong to an Urgent Action, in which
    people of many countries write in their own names.

    Please hand all pages to the addressee. If one is missing or cannot be read, please ask the
    sender to send it again.

fax-note-solidarity =
    The following pages are a personal letter of solidarity.

    Please hand all pages to the addressee. If one is missing or cannot be read, please ask the
    sender to send it again.

fax-number = Fax number

fax-page-count = { $pages }, this one included

fax-pages = Pages

fax-subject = Subject

fax-to = To

fill-in-address = Address

fill-in-name = Name

fill-in-signature = Signature

follow-up =
    On { $first-letter } I wrote to you under the subject “{ $subject }”. I have not received an
    answer. My concern remains, and I am writing to you again.

follow-up-reply =
    I ask you to answer this letter, and to let me know what steps have been taken in this matter.

list-mark = { $number }.

month-1 = January

month-10 = October

month-11 = November

month-12 = December

month-2 = February

month-3 = March

month-4 = April

month-5 = May

month-6 = June

month-7 = July

month-8 = August

month-9 = September

pack-before = Post before { $send-before }.

pack-greeting = Dear { $name },

pack-heading = Letters to sign and post

pack-note =
    { $letters ->
        [one] Please read this letter, sign it, and post it to:
       *[other] Please read these { $letters } letters, sign each of them, and post them to:
    }

pack-thanks = Thank you for writing.

pack-together = Put the letters to the same recipient into one envelope.

page-line = Page { $page } of { $pages }

place-and-date = { $place }, { $date }

salutation-ambassador = Dear Ambassador,
    .you = you

salutation-by-name = { $gender ->
        [female] Dear Ms { $name },
        [male] Dear Mr { $name },
       *[other] Dear { $name },
    }
    .you = you
    .closing = Yours sincerely,

salutation-director = Dear Director,
    .you = you

salutation-family = Dear family,
    .you = you
    .closing = With warm wishes,

salutation-governor = Dear Governor,
    .you = you

salutation-judge = { $number ->
        [many] Dear Judges,
       *[one] Dear Judge,
    }
    .you = you

salutation-minister = Dear Minister,
    .you = you

salutation-president = { $gender ->
        [female] Dear Madam President,
        [male] Dear Mr President,
       *[other] Dear President,
    }
    .you = you

salutation-prime-minister = Dear Prime Minister,
    .you = you

salutation-prosecutor = Dear Prosecutor General,
    .you = you

salutation-samdech = { salutation-your-excellency }
    .you = { salutation-your-excellency.you }

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

salutation-the-person = Dear { $name },
    .you = you
    .closing = { salutation-family.closing }

salutation-your-excellency = { $you },
    .you = Your Excellency

sheet-additional = ADDITIONAL INFORMATION

sheet-as-soon-as-possible = PLEASE WRITE AS SOON AS POSSIBLE TO:

sheet-continuation = URGENT ACTION · { $headline }

sheet-copies = And copies to:

sheet-diplomats = Also send copies to diplomatic representatives accredited to your country.

sheet-email = E-mail: { $address }

sheet-fax = Fax: { $numbers }

sheet-further = FURTHER INFORMATION ON { $index } · { $day }

sheet-issued = Date of issue: { $date }

sheet-kicker = URGENT ACTION

sheet-salutation = Salutation: { $salutation }

sheet-section-office = Please check with your section office if sending appeals after the above date.

sheet-send-before = PLEASE SEND APPEALS BEFORE { $send-before-capitals } TO:

sheet-telephone = Telephone: { $numbers }

sheet-web = Web: { $address }

solidarity-topic = A letter of solidarity

subject-line = { $subject }
