### The text in `en` from which each message was translated, or with which it was last compared.
### `likhit accept` writes this file.

review-about = Read each sentence beside its source, and choose an answer. The program fills in the tinted words.

review-before = Before the change

review-better = Better

review-braces = Each opening brace needs a closing brace.

review-copied = The text was copied.

review-copy = Copy the text

review-copy-about = If your browser saved no file, send this text instead.

review-date = Date

review-date-missing = Write the date: year, month and day.

review-delete = Delete all answers

review-delete-ask = This deletes your answers: { $count } on this page, and { $others } to other words, from other forms. They cannot be brought back.

review-delete-not = Keep them

review-delete-now = Delete them

review-deleted = All answers were deleted.

review-differ = Answers that are different in the file: { $count }. Which answers do you want?

review-draft = This browser also keeps your answers, until you delete them.

review-extra = Unknown in your wording: { $names }

review-finish = Finish

review-glossary = Glossary

review-good = Good

review-group-fax = Cover of a fax

review-group-form = Words of this page

review-group-letter = Letter

review-group-letters = Words of every letter

review-group-names = Names and parts of sentences

review-group-pack = Cover of a pack of letters

review-group-sheet = Urgent Action sheet

review-group-sheets = Words of every sheet

review-keep = Keep everything in braces. You can move it.

review-keep-mine = Keep those on this page

review-leave = Do not use it

review-line-start = A line cannot begin with this sign: { $sign }

review-lost = Missing in your wording: { $names }

review-name = Your name or a pseudonym

review-name-missing = Write a name or a pseudonym, with at least one letter.

review-name-sign = Delete this invisible or broken character from the name: { $sign }

review-next = Next sentence

review-no-draft = This browser does not keep your answers. Save the file before you close the page.

review-on-fax = cover of a fax

review-on-letter = letter

review-on-pack = cover of a pack of letters

review-on-sheet = sheet

review-open = Continue with a saved file

review-opened = Answers read from the file: { $count }

review-opened-elsewhere = Answers in the file to words that are not on this page: { $count }. They are not in the file that you save here.

review-other-answer = You also gave this answer, in another form or window:

review-other-file = This file is not for this page. Nothing was changed.

review-own-words = Your wording

review-partly = Your wording is only a remark until each sentence of this message is Good or Better. Sentences still to answer: { $count }

review-private = This page sends nothing. Your answers, the name and the date are only in the file that you save.

review-progress = { $done } of { $all } sentences

review-remark = Remark

review-save = Save the file

review-saved = Saved as { $file }. Send this file to the person who gave you this page.

review-sentence = Answer to sentence { $number }

review-source = Source

review-source-before = Source before the change

review-take-file = Take those of the file

review-take-over = Use this answer

review-time = about { $minutes } min left

review-title = Review of the translation

review-too-long = This is too long. Shorten it.

review-unknown = Don’t know

review-unreviewed = No native reader has reviewed the words of this page yet.

review-wording = Wording { $letter } is good

review-words = Translation
