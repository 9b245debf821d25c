### Un exemple : personne ne porte ce nom.
### Review status: unreviewed, see locale.yaml. No native reader has checked these sentences yet.

person = Petar Primer

recipient-justice-minister = Le ministre de la Justice

recipient-foreign-minister = Le ministre des Affaires étrangères

recipient-embassy-gb = Ambassade de la République de Serbie

subject = Appel à la libération immédiate et sans condition de { person }

# check: allow lost-sentence because “dont voici le texte” says the second sentence
copy-opening =
    Je vous adresse copie de l’appel que j’ai fait parvenir au ministre de la Justice, et dont
    voici le texte.

concern =
    Je vous écris pour vous faire part de ma profonde préoccupation au sujet de { person }. Il a été
    arrêté à son domicile le { $arrested } et il est accusé en vertu de
    l’article{"\u00A0"}{ $article } du Code pénal. S’il est déclaré coupable, il encourt jusqu’à
    { $years }{"\u00A0"}ans de prison.

detention =
    Depuis le { $detained }, il est maintenu en détention provisoire. Le tribunal ({ $court }) lui a
    refusé la mise en liberté sous caution.

context =
    J’ai la conviction qu’il est détenu uniquement pour avoir exercé pacifiquement ses droits
    humains. Le tribunal doit l’interroger le { $hearing }.

demands = Je vous demande respectueusement, ainsi qu’aux autorités :

demand-release = de libérer { person } immédiatement et sans condition ;

demand-access =
    dans l’attente de sa libération, de lui garantir un accès sans restriction et confidentiel à
    ses avocats, à sa famille et à tous les soins médicaux nécessaires.

reply = Je vous saurais gré de me faire connaître les mesures qui seront prises à ce sujet.

## L’action urgente.

sheet-headline = Exemple : { person } est en détention

sheet-lead =
    Le { $arrested }, { person } a été arrêté à son domicile. S’il est déclaré coupable, il encourt
    jusqu’à { $years }{"\u00A0"}ans de prison.

sheet-detention =
    Depuis le { $detained }, il est maintenu en détention provisoire. Il est accusé en vertu de
    l’article{"\u00A0"}{ $article } du Code pénal. Le tribunal ({ $court }) lui a refusé la mise en
    liberté sous caution, et doit l’interroger le { $hearing }.

sheet-demands = Écrivez immédiatement en anglais ou dans votre propre langue :

sheet-demand-release =
    Demandez aux autorités de libérer { person } immédiatement et sans condition ;

sheet-demand-access =
    Demandez que, dans l’attente de sa libération, { person } bénéficie d’un accès sans restriction et
    confidentiel à ses avocats, à sa famille et à tous les soins médicaux nécessaires.

sheet-example = Ceci est un exemple. { person } n’existe pas. N’envoyez aucune lettre.
