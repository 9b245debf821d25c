### L’appel pour Kem Sokha.
### Review status: unreviewed, see locale.yaml. No native reader has checked these sentences yet.

person = Kem Sokha

party = Parti du sauvetage national du Cambodge

recipient-interior-minister = Sar Kheng, ministre de l’Intérieur et vice-Premier ministre
    .name = Sar Kheng

recipient-prime-minister = Samdech Hun Sen, Premier ministre
    .name = Hun Sen

recipient-foreign-minister = Prak Sokhonn, ministre des Affaires étrangères et de la Coopération internationale
    .name = Prak Sokhonn

recipient-embassy-gb = Son Excellence M.{"\u00A0"}Meas Kim Heng, Ambassade royale du Cambodge
    .name = Meas Kim Heng

subject = Appel à la libération immédiate et sans condition de { person }

# check: allow lost-sentence because “dont voici le texte” says the second sentence
copy-opening =
    Je vous adresse copie de l’appel que j’ai fait parvenir au ministre de l’Intérieur et au
    Premier ministre, et dont voici le texte.

concern =
    Je vous écris pour vous faire part de ma profonde préoccupation au sujet de { person },
    président du { party } (CNRP), aujourd’hui dissous. Il a été arrêté à son domicile, à
    Phnom{"\u00A0"}Penh, le { $arrested } et il est accusé de « collusion avec une puissance
    étrangère » en vertu de l’article{"\u00A0"}{ $article } du Code pénal cambodgien. S’il est
    déclaré coupable, il encourt jusqu’à { $years }{"\u00A0"}ans de prison.

detention =
    Depuis le { $detention-ordered }, il est maintenu en détention provisoire au Centre
    correctionnel{"\u00A0"}3 (CC3), dans la province de Tbong Khmum. Le { $bail-denied }, la Cour
    suprême lui a refusé, en dernier ressort, la mise en liberté sous caution.

health =
    { person } souffre de graves problèmes de santé qui nécessitent un suivi médical régulier ;
    or, en plus de trois mois, un médecin ne l’a soigné qu’une seule fois. Les documents de ses
    avocats sont contrôlés lorsque ceux-ci le rencontrent, et leurs conversations seraient
    enregistrées. D’autres visiteurs se sont vu refuser l’accès.

context =
    J’ai la conviction qu’il est détenu uniquement pour avoir exercé pacifiquement ses droits
    humains, à l’approche des élections générales prévues le { $election }.

demands = Je vous demande respectueusement, ainsi qu’aux autorités cambodgiennes :

demand-release =
    de libérer { person } immédiatement et sans condition, sa détention étant contraire à ses
    droits à la liberté d’expression, d’association et de réunion pacifique, et de n’engager
    contre lui aucune poursuite pénale qui porterait uniquement sur l’exercice pacifique de ces
    droits ;

demand-access =
    dans l’attente de sa libération, de lui garantir un accès sans restriction et confidentiel à
    ses avocats, à sa famille et à tous les soins médicaux nécessaires ;

demand-activists =
    de veiller à ce que tous les militants politiques du Cambodge puissent exercer pacifiquement
    leurs droits à la liberté d’expression, d’association et de réunion pacifique, sans risquer
    d’être arrêtés ou harcelés.

reply = Je vous saurais gré de me faire connaître les mesures qui seront prises à ce sujet.

## L’action urgente. Les jours sans année sont écrits tels quels.

sheet-headline = LE CHEF DU PRINCIPAL PARTI D’OPPOSITION, DISSOUS, EST EMPRISONNÉ

sheet-lead =
    Le 3{"\u00A0"}septembre, { person }, président du principal parti d’opposition, aujourd’hui
    dissous, a été arrêté à son domicile, dans le quartier de Tuol Kork, à Phnom{"\u00A0"}Penh, sur la
    base d’accusations de trahison motivées par des considérations politiques. S’il est déclaré
    coupable, il encourt jusqu’à { $years }{"\u00A0"}ans de prison. Sa mise en liberté sous caution a
    été refusée.

sheet-arrest =
    Le 3{"\u00A0"}septembre, à 0 h 30, { person }, député et président de ce qui était encore le
    principal parti d’opposition, le { party } (CNRP), a été arrêté par huit membres de la garde
    rapprochée du Premier ministre Hun Sen et 100{"\u00A0"}policiers à son domicile, dans le quartier
    de Tuol Kork, à Phnom{"\u00A0"}Penh, la capitale du Cambodge. Le 4{"\u00A0"}septembre, le juge
    d’instruction du tribunal de première instance de Phnom{"\u00A0"}Penh a ordonné son placement en
    détention provisoire au « Centre correctionnel{"\u00A0"}3 » (CC3), dans la province de Tbong Khmum,
    où il est toujours détenu, pendant l’enquête sur des allégations de « collusion avec une
    puissance étrangère » (article{"\u00A0"}{ $article } du Code pénal cambodgien). L’Assemblée
    nationale, dominée par le parti au pouvoir, a levé son immunité parlementaire le
    11{"\u00A0"}septembre, ouvrant la voie à des poursuites pénales. S’il est déclaré coupable,
    { person } encourt jusqu’à { $years }{"\u00A0"}ans de prison. Le 31{"\u00A0"}octobre, la Cour
    suprême lui a refusé, en dernier ressort, la mise en liberté sous caution. Les 24{"\u00A0"}novembre
    et 14{"\u00A0"}décembre, le juge d’instruction, accompagné à cette dernière date de deux
    procureurs adjoints, a interrogé { person }.

sheet-conditions =
    { person } souffre de graves problèmes de santé qui nécessitent un suivi médical régulier.
    Depuis le début de sa détention, il y a plus de trois mois, un médecin n’a soigné { person }
    qu’une seule fois, et son épouse n’a été autorisée que récemment à lui fournir ses médicaments.
    Les documents de ses avocats sont contrôlés lorsque ceux-ci rencontrent leur client, et leurs
    conversations seraient filmées et très probablement écoutées par les surveillants présents dans
    la pièce. D’autres visiteurs se sont vu refuser l’accès. { person } ne peut pas communiquer avec
    d’autres détenus.

sheet-background =
    L’arrestation de { person } s’inscrit dans un contexte de tentatives visant à affaiblir et à
    démanteler la principale opposition politique du Cambodge, à l’approche des élections générales
    prévues le { $election }. Le CNRP a été dissous le 16{"\u00A0"}novembre et { $officials-banned }
    responsables, dont des députés, se sont vu interdire toute activité politique pendant cinq ans.

sheet-demands = Écrivez immédiatement, en anglais et en khmer ou dans votre propre langue :

sheet-demand-release =
    Demandez aux autorités de libérer { person } immédiatement et sans condition, sa détention étant
    contraire à ses droits à la liberté d’expression, d’association et de réunion pacifique, et de
    n’engager contre lui aucune poursuite pénale qui porterait uniquement sur l’exercice pacifique
    de ses droits à la liberté d’expression, d’association et de réunion ;

sheet-demand-access =
    Demandez instamment que, dans l’attente de sa libération, { person } ait un accès sans
    restriction et confidentiel à ses avocats, à sa famille et à tous les soins médicaux
    nécessaires ;

sheet-demand-activists =
    Demandez aux autorités de veiller à ce que tous les militants politiques du Cambodge puissent
    exercer pacifiquement leur droit à la liberté d’expression, d’association et de réunion
    pacifique, sans risquer d’être arrêtés ou harcelés.

## Informations complémentaires.

sheet-video =
    L’affaire visant { person } repose sur l’enregistrement vidéo d’un discours qu’il a prononcé en
    Australie en 2013, dans lequel il déclare avoir reçu des conseils du gouvernement des États-Unis
    sur la manière de bâtir un mouvement citoyen pacifique au Cambodge.

sheet-repression =
    Dans les mois qui ont suivi les élections des conseils communaux de juin, et à l’approche des
    élections générales de l’année prochaine, le parti au pouvoir a commis une série d’actes de
    répression politique manifestes contre le principal parti d’opposition, le CNRP, notamment des
    arrestations de membres de ce parti et des poursuites contre eux sur la base d’accusations de
    complot fabriquées de toutes pièces, contraignant plus de la moitié des députés du CNRP à fuir le
    pays par crainte d’être arrêtés.

sheet-dissolution =
    Le 6{"\u00A0"}octobre 2017, le ministère de l’Intérieur a saisi la Cour suprême d’une plainte
    demandant la dissolution du CNRP, au motif que celui-ci aurait enfreint la Loi sur les partis
    politiques par une prétendue « révolution de couleur » menée par l’opposition et visant à
    renverser le gouvernement actuel. Le CNRP aurait « conspiré avec des puissances étrangères »,
    avec l’aide supposée du gouvernement des États-Unis et en collusion avec la société civile. Le
    { $party-dissolved }, après une audience de trois heures, boycottée par les avocats représentant
    le CNRP, la Cour suprême, présidée par un juge connu pour ses liens étroits avec le Premier
    ministre Hun Sen et membre d’instances dirigeantes du parti au pouvoir, a décidé de dissoudre le
    CNRP. Les avocats représentant le ministère de l’Intérieur ont soutenu, sans présenter aucune
    preuve, que le CNRP participait à un complot financé par les États-Unis en vue de renverser le
    gouvernement avant les élections de l’année prochaine. Ils ont également accusé plusieurs
    membres importants de la société civile d’être des « complices » du CNRP.

sheet-threats =
    Dans les semaines qui ont précédé l’audience de la Cour suprême et le jour même, le parti au
    pouvoir a menacé de violences ou de poursuites quiconque protesterait contre la dissolution du
    CNRP. Dans le même temps, la présence de forces de sécurité et de forces militaires lourdement
    armées a été renforcée autour de Phnom{"\u00A0"}Penh, des barrages ont été dressés sur les routes,
    la population des provinces a été empêchée d’entrer à Phnom{"\u00A0"}Penh la veille de l’audience,
    et d’importants contingents des forces de sécurité ont fait irruption, le soir, dans les bureaux
    de plusieurs organisations de défense des droits humains et d’observation des élections, à la
    recherche de manifestants qui y auraient été hébergés la nuit précédant l’audience.

sheet-cchr =
    Le 26{"\u00A0"}novembre 2017, le Premier ministre Hun Sen a menacé de fermeture le Centre
    cambodgien pour les droits humains (CCHR), importante ONG locale et indépendante de défense des
    droits humains, fondée à l’origine par { person } en 2002. { person } a quitté l’organisation en
    2007 pour reprendre ses activités politiques ; le CCHR a alors pris des mesures pour que son
    mandat et sa mission reposent sur les principes d’indépendance et d’impartialité politique. Le
    2{"\u00A0"}décembre 2017, le Premier ministre Hun Sen a annoncé que le CCHR ne serait finalement
    pas fermé, car il « respectait la loi » et avait passé avec succès une enquête du ministère de
    l’Intérieur.

sheet-onslaught =
    Cette offensive incessante contre le CNRP s’inscrit dans le contexte d’attaques bien plus larges
    contre les voix indépendantes du pays, en particulier la société civile et les médias
    indépendants, qui ont conduit à réduire au silence plus de 30{"\u00A0"}fréquences de
    radiodiffusion, à fermer des agences de presse indépendantes, à suspendre et à fermer plusieurs
    ONG indépendantes de défense des droits humains, à maintenir en détention arbitraire des
    militants et à multiplier les menaces et les manœuvres d’intimidation contre les voix critiques
    du pays.
