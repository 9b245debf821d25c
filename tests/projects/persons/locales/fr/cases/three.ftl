person-anna = Anna Primerova
person-boris = Boris Primerov
person-vera = Vera Obraztsova
recipient-prosecutor = Procureur général
subject = Appel pour la libération de { $persons }
concern =
    Je vous écris, vivement préoccupé par le sort de { $person-count ->
        [one] { $person-count } personne, { $persons },
       *[other] { $person-count } personnes, { $persons },
    } arrêtées le { $arrested }. Accusées au titre de l’article { $charge-article } du Code pénal, elles
    risquent jusqu’à { $charge-years } ans de prison.
editor = { person-anna } dirige un journal, et les autres y ont écrit.
demands = Je vous demande respectueusement :
demand-release = de libérer { $persons } immédiatement et sans condition.
reply = Je vous serais reconnaissant de m’informer des mesures prises dans cette affaire.
sheet-headline = TROIS PERSONNES SONT DÉTENUES
sheet-lead = Le { $arrested }, { $persons } ont été arrêtés pour avoir écrit dans un journal.
