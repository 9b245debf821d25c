### Ce dont chaque lettre a besoin.
### Review status: unreviewed, see locale.yaml. No native reader has checked these sentences yet.
### An ordinary space before ; : ! ? and inside « » becomes a narrow no-break space, see locale.yaml.

# The first of a month is written 1er. The day stays with its month.
date =
    { $day ->
        [1] 1er
       *[other] { $day }
    }{"\u00A0"}{ $month } { $year }

month-1 = janvier
month-2 = février
month-3 = mars
month-4 = avril
month-5 = mai
month-6 = juin
month-7 = juillet
month-8 = août
month-9 = septembre
month-10 = octobre
month-11 = novembre
month-12 = décembre

place-and-date = { $place }, le { $date }
date-line = Le { $date }

addressee-line = À { $addressee }
subject-line = Objet : { $subject }

## Les formules d’appel. `.you` est la formule que la lettre répète, entre virgules.

salutation-your-excellency = { $you },
    .you = Excellence

salutation-president = { $you },
    .you = { $gender ->
        [female] Madame la Présidente
        [male] Monsieur le Président
       *[other] { salutation-sir-or-madam.you }
    }

salutation-prime-minister = { $you },
    .you = { $gender ->
        [female] Madame la Première ministre
        [male] Monsieur le Premier ministre
       *[other] { salutation-sir-or-madam.you }
    }

salutation-minister = { $you },
    .you = { $gender ->
        [female] Madame la Ministre
        [male] Monsieur le Ministre
       *[other] { salutation-sir-or-madam.you }
    }

salutation-ambassador = { $you },
    .you = { $gender ->
        [female] Madame l’Ambassadrice
        [male] Monsieur l’Ambassadeur
       *[other] { salutation-sir-or-madam.you }
    }

salutation-prosecutor = { $you },
    .you = { $gender ->
        [female] Madame la Procureure générale
        [male] Monsieur le Procureur général
       *[other] { salutation-sir-or-madam.you }
    }

salutation-judge = { $you },
    .you = { $gender ->
        [female] Madame la Juge
        [male] Monsieur le Juge
       *[other] { salutation-sir-or-madam.you }
    }

salutation-governor = { $you },
    .you = { $gender ->
        [female] Madame la Gouverneure
        [male] Monsieur le Gouverneur
       *[other] { salutation-sir-or-madam.you }
    }

salutation-director = { $you },
    .you = { $gender ->
        [female] Madame la Directrice
        [male] Monsieur le Directeur
       *[other] { salutation-sir-or-madam.you }
    }

salutation-sir-or-madam = { $you },
    .you = { $number ->
        [many] Mesdames, Messieurs
       *[one] { $gender ->
            [female] Madame
            [male] Monsieur
           *[other] Madame, Monsieur
        }
    }
    .closing = Je vous prie d’agréer, { $you }, l’expression de mes salutations distinguées.

# En français, le nom ne suit pas « Madame » ou « Monsieur ».
salutation-by-name = { salutation-sir-or-madam }
    .you = { salutation-sir-or-madam.you }
    .closing = { salutation-sir-or-madam.closing }

salutation-family = Chère famille,
    .you = chère famille
    .closing = Avec toute ma solidarité,

salutation-the-person = { $gender ->
        [female] Chère { $name },
        [male] Cher { $name },
       *[other] Bonjour { $name },
    }
    .you = { $name }
    .closing = { salutation-family.closing }

salutation-samdech = { salutation-your-excellency }
    .you = { salutation-your-excellency.you }

list-mark = { $number }.

closing = Je vous prie d’agréer, { $you }, l’expression de ma très haute considération.

copies-to = Copie à :

follow-up =
    Le { $first-letter }, je vous ai écrit au sujet suivant : « { $subject } ». Je n’ai pas reçu de
    réponse. Ma préoccupation demeure, et je me permets de vous écrire à nouveau.
follow-up-reply =
    Je vous prie de répondre à cette lettre et de m’informer des mesures prises dans cette affaire.

solidarity-topic = Lettre de solidarité

fill-in-name = Nom
fill-in-address = Adresse
fill-in-signature = Signature

page-line = Page { $page } sur { $pages }
continuation-line = { $addressee } · { $date } · Page { $page } sur { $pages }

## L’action urgente, distribuée à celles et ceux qui écrivent.

sheet-kicker = ACTION URGENTE
sheet-further = COMPLÉMENT D’INFORMATION SUR { $index } · { $day }
sheet-continuation = ACTION URGENTE · { $headline }
sheet-send-before = MERCI D’ENVOYER VOS APPELS AVANT LE { $send-before-capitals } À :
sheet-as-soon-as-possible = MERCI D’ÉCRIRE DÈS QUE POSSIBLE À :
sheet-copies = Copies à :
sheet-diplomats = Envoyez aussi des copies aux représentants diplomatiques accrédités dans votre pays.
sheet-section-office = Vérifiez auprès de votre section s’il faut encore intervenir après la date indiquée ci-dessus.
sheet-telephone = Téléphone : { $numbers }
sheet-fax = Fax : { $numbers }
sheet-email = E-mail : { $address }
sheet-web = Web : { $address }
sheet-salutation = Formule d’appel : { $salutation }
sheet-additional = INFORMATIONS COMPLÉMENTAIRES
sheet-issued = Date de publication : { $date }

## La page de garde d’une télécopie.

fax-heading = TÉLÉCOPIE
fax-to = À
fax-number = Numéro de fax
fax-dialled = À composer
fax-from = De
fax-date = Date
fax-pages = Pages
fax-page-count = { $pages }, celle-ci comprise
fax-subject = Objet

fax-note =
    Les pages qui suivent sont un appel en faveur des droits de l’homme. Elles font partie d’une
    action urgente, dans laquelle des personnes de nombreux pays écrivent en leur propre nom.

    Merci de remettre toutes les pages au destinataire. Si l’une d’elles manque ou est illisible,
    merci de demander à l’expéditeur de l’envoyer à nouveau.

fax-note-solidarity =
    Les pages qui suivent sont une lettre personnelle de solidarité.

    Merci de remettre toutes les pages au destinataire. Si l’une d’elles manque ou est illisible,
    merci de demander à l’expéditeur de l’envoyer à nouveau.

## La page de garde d’un lot de lettres à signer et à poster.

pack-heading = Lettres à signer et à poster
pack-greeting = Bonjour { $name },
pack-note =
    { $letters ->
        [one] Merci de lire cette lettre, de la signer et de la poster à :
       *[other] Merci de lire ces { $letters } lettres, de signer chacune d’elles et de les poster à :
    }
pack-together = Mettez les lettres à une même personne dans une seule enveloppe.
pack-before = À poster avant le { $send-before }.
pack-thanks = Merci de votre engagement.
