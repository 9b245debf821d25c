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
