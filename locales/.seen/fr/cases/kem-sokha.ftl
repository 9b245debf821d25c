### What `en` said when each message was translated, or last compared with it.
### `likhit accept` writes this file.

concern =
    I am writing to you out of deep concern for { person }, president of the now dissolved
    { party } (CNRP). He was arrested at his house in Phnom Penh on { $arrested } and is accused
    of “colluding with a foreign power” under Article{"\u00A0"}{ $article } of the Cambodian Criminal
    Code. If found guilty, he faces up to { $years } years in prison.

context =
    I believe that he is held solely for the peaceful exercise of his human rights, ahead of the
    general elections scheduled for { $election }.

copy-opening =
    I am sending Your Excellency a copy of the appeal that I have addressed to the Minister
    of the Interior and to the Prime Minister. It reads as follows.

demand-access =
    pending his release, to give him unrestricted and confidential access to his lawyers, his
    family and any necessary medical care;

demand-activists =
    to ensure that all political activists in Cambodia are able to peacefully exercise their
    rights to freedom of expression, association and peaceful assembly without risk of arrest and
    harassment.

demand-release =
    to immediately and unconditionally release { person }, detained in violation of his rights to
    freedom of expression, association and peaceful assembly, and not to pursue any criminal
    charges against him if they relate solely to the peaceful exercise of these rights;

demands = I respectfully call on you and on the Cambodian authorities:

detention =
    Since { $detention-ordered } he has been held in pre-trial detention at Correctional Centre{"\u00A0"}3
    (CC3) in Tbong Khmum province. On { $bail-denied } the Supreme Court denied him bail on final
    appeal.

health =
    { person } has serious health concerns that require regular medical attention, yet in more
    than three months a doctor has treated him only once. His lawyers’ documents are checked when
    they meet him, and their conversations are believed to be recorded. Other visitors have been
    denied access.

party = Cambodia National Rescue Party

person = Kem Sokha

recipient-embassy-gb = His Excellency Mr Meas Kim Heng, Royal Embassy of Cambodia
    .name = Meas Kim Heng

recipient-foreign-minister = Prak Sokhonn, Minister of Foreign Affairs and International Cooperation
    .name = Prak Sokhonn

recipient-interior-minister = Sar Kheng, Minister of the Interior and Deputy Prime Minister
    .name = Sar Kheng

recipient-prime-minister = Samdech Hun Sen, Prime Minister
    .name = Hun Sen

reply = I should be grateful to hear from you what steps are taken in this matter.

subject = Appeal for the immediate and unconditional release of { person }
