// The review form: shows the messages, keeps the answers, and saves them as a file. It asks no server for anything.

(function () {
  "use strict";

  var form = JSON.parse(document.getElementById("data").textContent);
  var language = form.language;
  var key = "likhit-review " + language.tag;

  // --- words

  /** The words of the page in each of its languages, with values for their variables. */
  function said(name, values) {
    return form.labels[name].map(function (words, i) {
      return words.replace(/\{([\w-]+)\}/g, function (_, variable) {
        var value = String(values[variable]);
        return i === 1 && /^\d+$/.test(value) ? digits(value) : value;
      });
    });
  }

  function digits(number) {
    return number.replace(/\d/g, function (digit) {
      return String.fromCodePoint(language.zero.codePointAt(0) + Number(digit));
    });
  }

  /** The same as one text, where no element can be. */
  function plain(name, values) {
    return said(name, values).join(" · ");
  }

  function element(name, attributes, children) {
    var made = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (attribute) {
      var value = attributes[attribute];
      if (value === true) made.setAttribute(attribute, "");
      else if (value !== false && value !== null && value !== undefined) made.setAttribute(attribute, value);
    });
    return filled(made, children || []);
  }

  /** Puts texts and elements into an element. */
  function filled(place, children) {
    children.forEach(function (child) {
      place.appendChild(typeof child === "string" ? document.createTextNode(child) : child);
    });
    return place;
  }

  /** The words of the page as elements with their languages. */
  function label(name, values) {
    var parts = [];
    said(name, values).forEach(function (words, i, all) {
      if (i === 0) {
        parts.push(element("span", { lang: "en", dir: "ltr" }, [words]));
      } else {
        // Whole sentences are below each other.
        parts.push(all[0].length > 45 ? element("br") : " · ");
        parts.push(element("span", { "class": "own", lang: language.tag, dir: language.direction }, [words]));
      }
    });
    return parts;
  }

  function show(place, name, values) {
    place.textContent = "";
    filled(place, label(name, values));
  }

  function pieces(sentence) {
    return sentence.map(function (piece) {
      if (typeof piece === "string") return piece;
      // A choice among variants is words of the message itself.
      if (piece[0].indexOf("->") >= 0 && piece[0] !== piece[1]) return piece[1];
      return element("span", { "class": "filled", title: piece[0] }, [piece[1]]);
    });
  }

  // --- answers

  /** What a reader says of a sentence before there is an answer. */
  var BLANK = { answer: null, text: null, remark: "" };

  /** The messages and the sentences in the order of the page, each sentence with its answer. */
  var messages = [];
  var rows = [];
  form.groups.forEach(function (group) {
    group.messages.forEach(function (message) {
      message.states = message.rows.map(function (row) {
        return { row: row, answer: null, text: row.text, remark: "", kept: BLANK };
      });
      messages.push(message);
      rows = rows.concat(message.states);
    });
  });

  /** What the reader says of a sentence, as it is kept: the text only if it is another one. */
  function sentenceOf(state) {
    return { answer: state.answer, text: state.text === state.row.text ? null : state.text, remark: state.remark };
  }

  /** The same for the file, without a text that the reader has given up. */
  function savedSentence(state) {
    var sentence = sentenceOf(state);
    if (sentence.answer !== "better") sentence.text = null;
    return sentence;
  }

  function isSame(one, other) {
    return one.answer === other.answer && one.text === other.text && one.remark === other.remark;
  }

  function isBlank(sentence) {
    return sentence.answer === null && sentence.text === null && !sentence.remark;
  }

  /** Shows what the reader says of a sentence. */
  function put(state, sentence) {
    var known = ["good", "better", "unknown"].concat(state.row.other.map(function (other) { return other[0]; }));
    state.answer = known.indexOf(sentence.answer) >= 0 ? sentence.answer : null;
    state.text = sentence.text === null ? state.row.text : sentence.text;
    state.remark = sentence.remark;
    state.draw();
  }

  /** Better words that were not written are no answer, or only a remark. */
  function counted(state) {
    var isWritten = state.text.trim() !== "" && state.text.trim() !== state.row.text.trim();
    if (state.answer !== "better" || isWritten) return state.answer;
    return state.remark.trim() ? "unknown" : null;
  }

  /** Whether the reader wants other words for a sentence. */
  function isChanged(state) {
    return [null, "good", "unknown"].indexOf(counted(state)) < 0;
  }

  /** Whether the reader has not said what a sentence should be. */
  function isOpen(state) {
    return [null, "unknown"].indexOf(counted(state)) >= 0;
  }

  /** What the reader says of a message: as the file has it. */
  function answerOf(message) {
    var states = message.states;
    var answers = states.map(counted);
    var verdict = "good";
    if (answers.indexOf(null) >= 0) verdict = null;
    else if (answers.indexOf("unknown") >= 0) verdict = "unknown";
    else if (states.some(isChanged)) verdict = "better";
    var remarks = states.map(function (state) { return state.remark.trim(); }).filter(Boolean);
    // Better words count only for a whole message. Until then they are a remark, so that nobody loses them.
    if (states.some(isOpen)) {
      remarks = states.filter(isChanged).map(function (state) {
        var what = counted(state) === "better" ? "Better" : "Wording " + state.answer;
        return what + ", sentence " + (states.indexOf(state) + 1) + " of " + states.length + ": " + chosen(state);
      }).concat(remarks);
    }
    var answer = {
      file: message.file, id: message.id, source: message.source_hash, words: message.words_hash, verdict: verdict,
      remark: remarks.join(" / "),
      sentences: states.map(savedSentence)
    };
    if (verdict === "better") answer.texts = texts(states);
    return answer;
  }

  function chosen(state) {
    if (counted(state) === "better") return state.text.trim();
    var other = state.row.other.filter(function (other) { return other[0] === state.answer; })[0];
    return other ? other[1] : state.row.text;
  }

  /** The better texts of a message, each whole. */
  function texts(states) {
    var all = [];
    states.forEach(function (state) {
      var text = all.filter(function (text) { return text.attribute === state.row.attribute; })[0];
      if (!text) {
        text = { attribute: state.row.attribute, text: "", wording: null, isChanged: false };
        all.push(text);
      }
      text.text += state.row.before + chosen(state);
      text.isChanged = text.isChanged || isChanged(state);
      if (/^[B-Z]$/.test(state.answer)) text.wording = state.answer;
    });
    return all.filter(function (text) { return text.isChanged; }).map(function (text) {
      return { attribute: text.attribute, text: text.text, wording: text.wording };
    });
  }

  function file() {
    var answered = messages.filter(function (message) {
      return message.states.some(function (state) { return state.answer !== null || state.remark; });
    });
    return {
      likhit_review: form.version, language: language.tag, reader: nameField.value.trim(), date: dateField.value,
      messages: answered.map(answerOf)
    };
  }

  /** An answer from a file or from the browser, without anything else that is there; null if it is not an answer. */
  function readAnswer(value) {
    var isText = function (name) { return typeof value[name] === "string"; };
    if (!value || !["file", "id", "source", "words"].every(isText) || !Array.isArray(value.sentences)) return null;
    var sentences = value.sentences.map(function (sentence) {
      var text = function (name, missing) {
        return sentence && typeof sentence[name] === "string" ? sentence[name] : missing;
      };
      return { answer: text("answer", null), text: text("text", null), remark: text("remark", "") };
    });
    return { file: value.file, id: value.id, source: value.source, words: value.words, sentences: sentences };
  }

  // --- keeping the answers in the browser

  // Each answer has an entry of its own, named by its message and the words that were read. Forms and windows therefore
  // do not overwrite the answers of each other, and an answer to words that have changed since is still there.

  var prefix = key + " ";
  var store = {};
  var isKept = false;
  var isDirty = false;
  try {
    localStorage.setItem(prefix + "test", "1");
    localStorage.removeItem(prefix + "test");
    store = localStorage;
    isKept = true;
  } catch (_) { /* The browser does not keep anything for files. */ }

  /** The name of an entry. A copy has a number: a different answer to the same words. */
  function entryName(answer, copy) {
    return prefix + JSON.stringify([answer.file, answer.id, answer.source, answer.words].concat(copy || []));
  }

  function stored(name) {
    try { return readAnswer(JSON.parse(store[name])); } catch (_) { return null; }
  }

  function write(name, text) {
    try {
      store[name] = text;
    } catch (_) {
      // The browser has no room for more.
      store = Object.assign({}, store);
      store[name] = text;
      isKept = false;
      show(draft, "no-draft");
    }
  }

  messages.forEach(function (message) {
    message.name = entryName({
      file: message.file, id: message.id, source: message.source_hash, words: message.words_hash
    });
  });

  /** Keeps the answer to a message, with what another window has written for its other sentences. */
  function keep(message) {
    isDirty = true;
    if (store[message.name]) merge(message);
    write(message.name, JSON.stringify(draftOf(message)));
    message.states.forEach(function (state) { state.kept = sentenceOf(state); });
  }

  function draftOf(message) {
    return {
      file: message.file, id: message.id, source: message.source_hash, words: message.words_hash,
      sentences: message.states.map(sentenceOf)
    };
  }

  /** Takes over what another window has written for a message. If both have changed a sentence, both answers stay. */
  function merge(message) {
    var other = stored(message.name);
    // The same words are divided in another way, for example since they have a second wording.
    if (other && other.sentences.length !== message.states.length) {
      keepBeside(other);
      return;
    }
    var isConflict = false;
    message.states.forEach(function (state, i) {
      var theirs = other && other.sentences[i] || BLANK;
      var mine = sentenceOf(state);
      if (!isSame(theirs, state.kept) && !isSame(theirs, mine)) {
        if (isSame(mine, state.kept)) put(state, theirs);
        else isConflict = true;
      }
      state.kept = theirs;
    });
    if (isConflict && other) keepBeside(other);
  }

  /** Keeps an answer without overwriting another one to the same words. */
  function keepBeside(answer) {
    var text = JSON.stringify(answer);
    var copy = 1;
    while (store[entryName(answer, copy)] && store[entryName(answer, copy)] !== text) copy += 1;
    write(entryName(answer, copy), text);
    messages.filter(function (message) { return isOther(message, entryName(answer, copy)); }).forEach(drawOthers);
  }

  // --- other answers to the same message

  /** Whether an entry has another answer to a message: to other words, or from another window. */
  function isOther(message, name) {
    return name !== message.name && name.slice(-1) === "]" &&
      name.indexOf(prefix + JSON.stringify([message.file, message.id]).slice(0, -1) + ",") === 0;
  }

  /** Shows the other answers to a message, until the reader has decided about each. */
  function drawOthers(message) {
    message.others.textContent = "";
    Object.keys(store).filter(function (name) { return isOther(message, name); }).sort().forEach(function (name) {
      var other = stored(name);
      var isDecided = store[name] === store[name + " decided"];
      if (other && !isDecided && !other.sentences.every(isBlank)) {
        message.others.appendChild(otherAnswer(message, name, other));
      }
    });
  }

  function otherAnswer(message, name, other) {
    var lines = [];
    other.sentences.forEach(function (sentence, i) {
      if (isBlank(sentence)) return;
      var line = [String(i + 1) + ". "];
      if (/^[B-Z]$/.test(sentence.answer)) line = line.concat(label("wording", { letter: sentence.answer }));
      else if (["good", "better", "unknown"].indexOf(sentence.answer) >= 0) line = line.concat(label(sentence.answer));
      if (sentence.text !== null) {
        line.push(element("p", { "class": "words", lang: language.tag, dir: language.direction }, [sentence.text]));
      }
      if (sentence.remark) line.push(element("p", {}, label("remark").concat([": " + sentence.remark])));
      lines.push(element("div", {}, line));
    });
    var button = function (words, act) {
      var made = element("button", { type: "button" }, label(words));
      made.addEventListener("click", function () {
        var text = store[name];
        if (act) act();
        write(name + " decided", text);
        drawOthers(message);
        progress();
        message.states[0].focus();
      });
      return made;
    };
    var buttons = [button("leave")];
    if (isUsable(message, other)) buttons.unshift(button("take-over", function () { takeOver(message, other); }));
    return element("div", { "class": "other", role: "group", "aria-label": plain("other-answer") }, [
      element("p", {}, label("other-answer"))
    ].concat(lines, [element("div", { "class": "buttons" }, buttons)]));
  }

  function isToSameWords(message, other) {
    return message.words_hash === other.words && message.source_hash === other.source;
  }

  /** Whether there is something to take over. That other words were good says nothing of these. */
  function isUsable(message, other) {
    var isWritten = function (sentence) { return sentence.text !== null || sentence.remark !== ""; };
    return other.sentences.length === message.states.length &&
      (isToSameWords(message, other) || other.sentences.some(isWritten));
  }

  function takeOver(message, other) {
    var mine = draftOf(message);
    message.states.forEach(function (state, i) {
      var theirs = other.sentences[i];
      if (!isToSameWords(message, other)) {
        theirs = {
          answer: theirs.text === null ? state.answer : "better",
          text: theirs.text === null ? sentenceOf(state).text : theirs.text,
          remark: theirs.remark || state.remark
        };
      }
      if (!isBlank(theirs)) put(state, theirs);
    });
    var isReplaced = mine.sentences.some(function (sentence, i) {
      return !isBlank(sentence) && !isSame(sentence, sentenceOf(message.states[i]));
    });
    keep(message);
    if (isReplaced) keepBeside(mine);
  }

  // --- one sentence

  /** A text in pieces: words, and placeables whole with their braces. A brace without its other one is a piece too. */
  function piecesOf(text) {
    var found = [];
    var start = 0, at = 0;
    while (at < text.length) {
      if (text[at] === "{" || text[at] === "}") {
        var end = text[at] === "{" ? endOfPlaceable(text, at) : at + 1;
        found.push(text.slice(start, at), text.slice(at, end));
        start = end;
        at = end;
      } else {
        at += 1;
      }
    }
    return found.concat(text.slice(start)).filter(Boolean);
  }

  /** The place after the brace that closes this one; after this one if none does. */
  function endOfPlaceable(text, start) {
    var depth = 0, isQuoted = false;
    for (var at = start; at < text.length; at += 1) {
      var c = text[at];
      if (isQuoted) {
        if (c === "\\") at += 1;
        else if (c === "\"") isQuoted = false;
      } else if (c === "\"") {
        isQuoted = true;
      } else if (c === "{") {
        depth += 1;
      } else if (c === "}") {
        depth -= 1;
        if (depth === 0) return at + 1;
      }
    }
    return start + 1;
  }

  function isPlaceable(piece) {
    return piece[0] === "{" && piece.length > 1;
  }

  // A choice such as `{ $n -> [one] a day *[other] { $n } days }` is words, between what the reader has to keep.

  /** A choice as a list of texts: what is to keep, and the words of each variant with `when` they are chosen. */
  function variantsOf(piece) {
    var choice = isPlaceable(piece) && /^\{\s*([^{"]*?)\s*->/.exec(piece);
    if (!choice) return null;
    var found = [];
    var now = { text: choice[0] };
    piecesOf(piece.slice(choice[0].length, -1)).forEach(function (inner) {
      var at = 0;
      if (!isPlaceable(inner)) {
        inner.replace(/\n\s*\*?\[\s*([^\]\s]+)\s*\]/g, function (variant, name, start) {
          now.text += inner.slice(at, start);
          found.push(now, { text: variant });
          now = { text: "", when: choice[1] + ": " + name };
          at = start + variant.length;
        });
      }
      now.text += inner.slice(at);
    });
    return found.concat(now, { text: "}" });
  }

  /** A text in parts, which together are the text: those with `isField` are words to write, the others are to keep. */
  function partsOf(text, when) {
    var pieces = piecesOf(text);
    if (!pieces.some(variantsOf)) return fieldOf(text, when);
    var parts = [];
    var words = "";
    pieces.forEach(function (piece) {
      var variants = variantsOf(piece);
      if (!variants) {
        words += piece;
        return;
      }
      parts = parts.concat(fieldOf(words, when));
      words = "";
      variants.forEach(function (variant) {
        var inner = (when ? when + ", " : "") + variant.when;
        parts = parts.concat(variant.when ? partsOf(variant.text, inner) : { text: variant.text });
      });
    });
    return parts.concat(fieldOf(words, when));
  }

  /** Words without the white around them. White alone is no field. */
  function fieldOf(text, when) {
    var white = /^(\s*)([^]*?)(\s*)$/.exec(text);
    if (!white[2].replace(/\{\s*"[^"]*"\s*\}/g, "").trim()) return text ? [{ text: text }] : [];
    return [{ text: white[1] }, { text: white[2], isField: true, when: when }, { text: white[3] }];
  }

  function textOf(parts) {
    return parts.map(function (part) { return part.text; }).join("");
  }

  /** Whether two texts differ only in what the reader writes into the fields. */
  function hasSameFields(some, others) {
    return some.length === others.length && some.every(function (part, i) {
      return Boolean(part.isField) === Boolean(others[i].isField) && (part.isField || part.text === others[i].text);
    });
  }

  /** The placeables of a text, with the same spaces. One in quotation marks, as a no-break space, may be left out. */
  function placeables(text) {
    var found = [];
    piecesOf(text).filter(isPlaceable).forEach(function (piece) {
      var variants = variantsOf(piece);
      if (variants) {
        found.push(piece.slice(0, piece.indexOf("->")).replace(/\s+/g, " ") + "-> … }");
        variants.forEach(function (variant) { if (variant.when) found = found.concat(placeables(variant.text)); });
      } else if (!/^\{\s*"/.test(piece)) {
        found.push(piece.replace(/\s+/g, " "));
      }
    });
    return found;
  }

  /** The longest text and remark that the program takes, and the longest name, in bytes. */
  var LONGEST = 20000, LONGEST_NAME = 200;

  function isLonger(text, longest) {
    return new TextEncoder().encode(text).length > longest;
  }

  /** Why the program would refuse a text, as the name of a label and its values; null if it would not. */
  function faultOf(text, isAtLineStart) {
    if (isLonger(text, LONGEST)) return ["too-long"];
    var pieces = piecesOf(text);
    if (pieces.indexOf("{") >= 0 || pieces.indexOf("}") >= 0) return ["braces"];
    // Fluent reads these signs at the beginning of a line as its own.
    var words = (isAtLineStart ? "\n" : "x") +
      pieces.map(function (piece) { return isPlaceable(piece) ? "x" : piece; }).join("");
    var sign = /\n\s*([[*.])/.exec(words);
    return sign && ["line-start", { sign: sign[1] }];
  }

  function without(some, others) {
    return some.filter(function (name, i) { return others.indexOf(name) < 0 && some.indexOf(name) === i; });
  }

  /** Says at a message that its better words do not count yet. */
  function drawPartly(message) {
    var open = message.states.filter(isOpen).length;
    if (open > 0 && message.states.some(isChanged)) show(message.partly, "partly", { count: open });
    else message.partly.textContent = "";
  }

  function sentence(message, state, number) {
    var row = state.row;
    var id = "s" + number;
    var own = { "class": "words", lang: language.tag, dir: language.direction };
    var source = form.source && row.source.length ? element("div", {}, [
      element("span", { "class": "label" }, label("source"))
    ].concat(row.source.map(function (form_) {
      return element("p", { lang: form.source.tag, dir: form.source.direction }, pieces(form_));
    }))) : null;
    var name = row.other.length ? label("words").concat([" A"]) : label("words");
    var words = element("div", {}, [element("span", { "class": "label" }, name)].concat(
      row.words.map(function (form_) { return element("p", own, pieces(form_)); })));
    row.other.forEach(function (other) {
      words.appendChild(element("span", { "class": "label" }, label("words").concat([" " + other[0]])));
      words.appendChild(element("p", own, pieces(other[2])));
    });
    var pair = element("div", { "class": source ? "pair" : "pair single" }, source ? [source, words] : [words]);
    var made = element("div", { "class": "row", id: id }, [pair]);
    if (row.source_before) {
      made.appendChild(element("p", { "class": "before" }, [
        element("span", { "class": "label" }, label("source-before")),
        element("span", { lang: form.source.tag, dir: form.source.direction }, pieces(row.source_before))
      ]));
    }
    if (row.words_before) {
      made.appendChild(element("p", { "class": "before" }, [
        element("span", { "class": "label" }, label("before")), element("span", own, pieces(row.words_before))
      ]));
    }
    if (row.glossary.length) {
      var terms = [element("span", {}, label("glossary")), ": "];
      row.glossary.forEach(function (term, i) {
        if (i > 0) terms.push("; ");
        terms.push(element("span", form.source ? { lang: form.source.tag, dir: form.source.direction } : {}, [term[0]]));
        terms.push(" – ");
        terms.push(element("span", own, [term[1]]));
      });
      made.appendChild(element("p", { "class": "hint" }, terms));
    }

    var choices = element("fieldset", {}, [
      element("legend", { "class": "unseen" }, label("sentence", { number: number }))
    ]);
    var inputs = [];
    function choice(value, words_) {
      var input = element("input", { type: "radio", name: id, value: value });
      inputs.push(input);
      choices.appendChild(element("label", {}, [input, element("span", {}, words_)]));
      input.addEventListener("change", function () {
        state.answer = value;
        state.draw();
        progress();
        keep(message);
        if (value === "better") better.querySelector("textarea").focus();
      });
    }
    choice("good", row.other.length ? label("wording", { letter: "A" }) : label("good"));
    row.other.forEach(function (other) { choice(other[0], label("wording", { letter: other[0] })); });
    choice("better", label("better"));
    choice("unknown", label("unknown"));
    made.appendChild(choices);

    var better = element("div");
    var known = [];
    message.rows.forEach(function (other) { known = known.concat(placeables(other.text)); });
    var isFirst = message.rows.filter(function (other) { return other.attribute === row.attribute; })[0] === row;
    var parts = [], fields = [];

    /** Makes the fields for the words: one, or one for each variant of a choice. */
    function drawFields() {
      var original = partsOf(row.text);
      parts = partsOf(state.text);
      if (!hasSameFields(parts, original) || !parts.some(function (part) { return part.isField; })) {
        parts = [{ text: state.text, isField: true }];
        original = [{ text: row.text, isField: true }];
      }
      better.textContent = "";
      fields = [];
      parts.forEach(function (part, i) {
        if (!part.isField) return;
        var before = textOf(parts.slice(0, i));
        var isAtLineStart = before ? /\n\s*$/.test(before) : isFirst || row.before.indexOf("\n") >= 0;
        fields.push(field(part, original[i], isAtLineStart, id + "-text" + (fields.length || "")));
      });
    }

    /** A field for words. Returns the function that checks them. */
    function field(part, original, isAtLineStart, fieldId) {
      var text = element("textarea", {
        id: fieldId, "class": "words", lang: language.tag, dir: language.direction, spellcheck: "true", rows: "3",
        "aria-describedby": fieldId + "-fault"
      });
      text.value = part.text;
      text.addEventListener("input", function () {
        part.text = text.value;
        typed();
      });
      var fault = element("p", { "class": "fault", id: fieldId + "-fault", role: "status" });
      var needed = placeables(original.text);
      var chips = element("p", { "class": "chips" }, without(needed, []).filter(function (name) {
        return name.indexOf("->") < 0;
      }).map(function (name) {
        var chip = element("button", { type: "button", "class": "chip" }, [name]);
        chip.addEventListener("click", function () {
          var at = text.selectionStart;
          part.text = text.value = text.value.slice(0, at) + name + text.value.slice(text.selectionEnd);
          text.selectionStart = text.selectionEnd = at + name.length;
          text.focus();
          typed();
        });
        return chip;
      }));
      var heading = label("own-words").concat(part.when ? [" (" + part.when + ")"] : []);
      filled(better, [element("label", { "for": fieldId }, heading), text]);
      if (needed.length) filled(better, [element("p", { "class": "hint" }, label("keep")), chips]);
      better.appendChild(fault);
      return function () {
        var refused = faultOf(text.value, isAtLineStart);
        var here = placeables(text.value);
        var lost = without(needed, here), extra = without(here, known);
        if (state.answer !== "better" || (!refused && !lost.length && !extra.length)) fault.textContent = "";
        else if (refused) show(fault, refused[0], refused[1]);
        else if (lost.length) show(fault, "lost", { names: lost.join(" ") });
        else show(fault, "extra", { names: extra.join(" ") });
      };
    }

    var remark = element("input", { type: "text", id: id + "-remark", "aria-describedby": id + "-remark-fault" });
    var remarkFault = element("p", { "class": "remark-fault", id: id + "-remark-fault", role: "status" });
    var more = element("div", { "class": "more", hidden: true }, [
      better, element("label", { "for": id + "-remark" }, label("remark")), remark, remarkFault
    ]);
    made.appendChild(more);

    function check() {
      fields.forEach(function (checkField) { checkField(); });
      if (isLonger(answerOf(message).remark, LONGEST)) show(remarkFault, "too-long");
      else remarkFault.textContent = "";
      drawPartly(message);
    }
    function typed() {
      state.text = textOf(parts);
      state.remark = remark.value;
      check();
      progress();
      keep(message);
    }
    remark.addEventListener("input", typed);
    state.draw = function () {
      inputs.forEach(function (input) {
        input.checked = input.value === state.answer;
        input.parentNode.className = input.checked ? "chosen" : "";
      });
      if (textOf(parts) !== state.text) drawFields();
      if (remark.value !== state.remark) remark.value = state.remark;
      more.hidden = state.answer !== "better" && state.answer !== "unknown" && !state.remark;
      better.hidden = state.answer !== "better";
      check();
    };
    state.focus = function () {
      made.scrollIntoView({ block: "center" });
      inputs[0].focus({ preventScroll: true });
    };
    state.draw();
    return made;
  }

  // --- the page

  var head = document.getElementById("head");
  head.appendChild(element("h1", {}, label("title").concat([": "]).concat([
    element("span", { "class": "own", lang: language.tag, dir: language.direction }, [language.name])
  ]).concat(language.english_name === language.name ? [] : [" (" + language.english_name + ")"])));
  ["about", "private"].concat(form.labels_unreviewed ? ["unreviewed"] : []).forEach(function (name) {
    said(name).forEach(function (words, i) {
      var own = i === 1;
      head.appendChild(element("p", {
        lang: own ? language.tag : "en", dir: own ? language.direction : "ltr", "class": own ? "own" : null
      }, [words]));
    });
  });

  var count = element("p", { role: "status" });
  var meter = element("progress", { max: String(rows.length), "aria-label": plain("progress", { done: "…", all: rows.length }) });
  var next = element("button", { type: "button" }, label("next"));
  next.addEventListener("click", function () {
    // From the sentence where the reader is, and then from the beginning.
    var here = document.activeElement && document.activeElement.closest ? document.activeElement.closest(".row") : null;
    var from = here ? Number(here.id.slice(1)) : lastSeen;
    var open = function (state) { return counted(state) === null; };
    var target = rows.slice(from).filter(open)[0] || rows.filter(open)[0];
    if (target) {
      lastSeen = rows.indexOf(target);
      target.focus();
    } else {
      nameField.focus();
    }
  });
  var lastSeen = 0;
  var bar = document.getElementById("bar");
  bar.setAttribute("aria-label", plain("next"));
  bar.appendChild(element("div", {}, [count, next, meter]));

  function progress() {
    var done = 0, words = 0, open = 0;
    rows.forEach(function (state) {
      if (counted(state) !== null) done += 1;
      else { open += 1; words += state.row.size; }
    });
    // As Form::minutes reckons: the source once and the translation twice, and ten seconds for each answer.
    var minutes = Math.ceil(words * 3 / 238) + Math.ceil(open * 10 / 60);
    count.textContent = "";
    filled(count, label("progress", { done: done, all: rows.length }));
    count.appendChild(element("span", { "class": "time" }, label("time", { minutes: minutes })));
    meter.value = done;
  }

  var main = document.getElementById("main");
  var number = 0;
  var at = 0;
  form.groups.forEach(function (group) {
    var title = label(group.heading);
    if (group["case"]) title = title.concat([": " + group["case"]]);
    var section = element("section", {}, [element("h2", {}, title)]);
    group.messages.forEach(function (message) {
      number += 1;
      var on = [];
      message.on.forEach(function (name) { on = on.concat([" · "], label(name)); });
      var made = element("article", { "class": "message", "aria-label": message.file + ": " + message.id }, [
        element("h3", {}, [String(number) + " · " + message.id].concat(on))
      ]);
      message.others = element("div");
      message.partly = element("p", { "class": "fault", role: "status" });
      made.appendChild(message.others);
      message.states.forEach(function (state) {
        at += 1;
        made.appendChild(sentence(message, state, at));
      });
      made.appendChild(message.partly);
      section.appendChild(made);
    });
    main.appendChild(section);
  });

  // --- saving

  var nameField = element("input", { type: "text", id: "name", autocomplete: "off", "aria-describedby": "name-fault" });
  var dateField = element("input", { type: "date", id: "date", "aria-describedby": "date-fault" });
  var now = new Date();
  dateField.value = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(function (part) {
    return (part < 10 ? "0" : "") + part;
  }).join("-");
  var nameFault = element("p", { "class": "fault", id: "name-fault", role: "alert" });
  var dateFault = element("p", { "class": "fault", id: "date-fault", role: "alert" });
  var save = element("button", { type: "button", "class": "main", id: "save" }, label("save"));
  var saved = element("p", { role: "status", id: "saved" });
  var text = element("textarea", { id: "text", readonly: true, rows: "6", spellcheck: "false" });
  var copy = element("button", { type: "button" }, label("copy"));
  var copied = element("span", { role: "status" });
  var copying = element("div", { hidden: true, "class": "field" }, [
    element("label", { "for": "text" }, label("copy-about")), text, element("div", { "class": "buttons" }, [copy, copied])
  ]);
  var opener = element("input", { type: "file", id: "open", accept: ".json,application/json" });
  var opened = element("div", { role: "status" });
  var erase = element("button", { type: "button" }, label("delete"));
  var erased = element("p", { role: "status" });
  var draft = element("p", { "class": "quiet" });
  show(draft, isKept ? "draft" : "no-draft");
  main.appendChild(element("section", { id: "finish" }, [
    element("h2", {}, label("finish")),
    element("div", { "class": "field" }, [element("label", { "for": "name" }, label("name")), nameField, nameFault]),
    element("div", { "class": "field" }, [element("label", { "for": "date" }, label("date")), dateField, dateFault]),
    element("div", { "class": "buttons" }, [save]), saved, copying,
    element("div", { "class": "field file" }, [element("label", { "for": "open" }, label("open")), opener, opened,
      element("div", { id: "differing" })]),
    isKept ? null : draft
  ].filter(Boolean)));
  if (isKept) main.appendChild(element("section", { id: "erase" }, [draft, erase, erased, element("div", { id: "erasing" })]));

  /** Says why the program would refuse the name: as Reading::new does. */
  function checkName() {
    var name = nameField.value.trim();
    var sign = /[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff\ufffd]/.exec(name);
    nameFault.textContent = "";
    if (!/\p{Alphabetic}/u.test(name)) show(nameFault, "name-missing");
    else if (isLonger(name, LONGEST_NAME)) show(nameFault, "too-long");
    else if (sign) {
      var code = ("000" + sign[0].charCodeAt(0).toString(16)).slice(-4).toUpperCase();
      show(nameFault, "name-sign", { sign: "U+" + code });
    }
  }

  save.addEventListener("click", function () {
    dateFault.textContent = "";
    if (!/^\d{4}-\d{2}-\d{2}$/.test(dateField.value)) {
      show(dateFault, "date-missing");
      dateField.focus();
    }
    checkName();
    if (nameFault.textContent) nameField.focus();
    if (nameFault.textContent || dateFault.textContent) return;
    var name = "review-" + language.tag + "-" + dateField.value + ".json";
    // Half a character, as it can be pasted, would make the whole file unreadable.
    var whole = function (_, value) {
      return typeof value === "string" ? value.replace(/\p{Surrogate}/gu, "\ufffd") : value;
    };
    var json = JSON.stringify(file(), whole, 1) + "\n";
    text.value = json;
    copying.hidden = false;
    copied.textContent = "";
    show(saved, "saved", { file: name });
    isDirty = false;
    var link = element("a", { download: name, href: URL.createObjectURL(new Blob([json], { type: "application/json" })) });
    document.body.appendChild(link);
    link.click();
    document.body.removeChild(link);
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 60000);
  });
  copy.addEventListener("click", function () {
    text.focus();
    text.select();
    // The newer way does not work in a file of every browser.
    if (document.execCommand("copy")) show(copied, "copied");
  });
  /** Asks in the page. The first choice has the focus, and is taken with Escape. */
  function ask(place, words, choices) {
    var question = element("p", {}, words);
    question.id = place.id + "-question";
    var buttons = choices.map(function (choice) {
      var made = element("button", { type: "button" }, label(choice.label));
      made.addEventListener("click", function () {
        place.textContent = "";
        choice.act();
      });
      return made;
    });
    place.textContent = "";
    place.appendChild(element("div", { "class": "question", role: "group", "aria-labelledby": question.id }, [
      question, element("div", { "class": "buttons" }, buttons)
    ]));
    place.firstChild.addEventListener("keydown", function (event) {
      if (event.key === "Escape") buttons[0].click();
    });
    buttons[0].focus();
  }

  /** Takes the answers of a saved file. Where the reader has said something else here, the reader chooses. */
  function take(saved) {
    var count = 0, elsewhere = 0;
    var differing = [];
    saved.messages.map(readAnswer).filter(Boolean).forEach(function (answer) {
      var message = messages.filter(function (message) { return message.name === entryName(answer); })[0];
      var given = answer.sentences.filter(function (sentence) { return !isBlank(sentence); }).length;
      if (!message || answer.sentences.length !== message.states.length) {
        elsewhere += given;
        keepElsewhere(answer);
        return;
      }
      count += given;
      message.states.forEach(function (state, i) {
        var theirs = answer.sentences[i], mine = savedSentence(state);
        if (theirs.text === state.row.text) theirs.text = null;
        if (isBlank(theirs) || isSame(theirs, mine)) return;
        if (isBlank(mine)) put(state, theirs);
        else differing.push({ message: message, state: state, theirs: theirs });
      });
      keep(message);
    });
    opened.textContent = "";
    opened.appendChild(element("p", {}, label("opened", { count: count })));
    if (elsewhere) opened.appendChild(element("p", {}, label("opened-elsewhere", { count: elsewhere })));
    if (!nameField.value && typeof saved.reader === "string") nameField.value = saved.reader;
    keepName();
    progress();
    if (differing.length) askWhichToKeep(differing, saved.reader);
  }

  function askWhichToKeep(differing, name) {
    ask(document.getElementById("differing"), label("differ", { count: differing.length }), [
      { label: "keep-mine", act: function () { opener.focus(); } },
      { label: "take-file", act: function () {
        differing.forEach(function (one) {
          put(one.state, one.theirs);
          keep(one.message);
        });
        if (typeof name === "string" && name) nameField.value = name;
        keepName();
        progress();
        opener.focus();
      } }
    ]);
  }

  /** Keeps an answer to words that are not on this page. */
  function keepElsewhere(answer) {
    var name = entryName(answer);
    var isHere = messages.some(function (message) { return message.name === name; });
    if (!stored(name) && !isHere) write(name, JSON.stringify(answer));
    else if (store[name] !== JSON.stringify(answer)) keepBeside(answer);
    messages.filter(function (message) { return isOther(message, name); }).forEach(drawOthers);
  }

  opener.addEventListener("change", function () {
    var chosenFile = opener.files[0];
    if (!chosenFile) return;
    // The same file can be opened again.
    opener.value = "";
    var reader = new FileReader();
    reader.onload = function () {
      var answers = null;
      try { answers = JSON.parse(reader.result); } catch (_) { /* It is reported below. */ }
      var isForThis = answers && answers.likhit_review === form.version && answers.language === language.tag &&
        Array.isArray(answers.messages);
      if (isForThis) take(answers);
      else show(opened, "other-file");
    };
    reader.readAsText(chosenFile);
  });
  erase.addEventListener("click", function () {
    var isGiven = function (sentence) { return !isBlank(sentence); };
    var here = messages.map(function (message) { return message.name; });
    var elsewhere = keptNames().filter(function (name) { return here.indexOf(name) < 0 && name.slice(-1) === "]"; });
    var others = elsewhere.map(stored).filter(Boolean).reduce(function (all, answer) {
      return all + answer.sentences.filter(isGiven).length;
    }, 0);
    erased.textContent = "";
    ask(document.getElementById("erasing"), label("delete-ask", {
      count: rows.map(sentenceOf).filter(isGiven).length, others: others
    }), [
      { label: "delete-not", act: function () { erase.focus(); } },
      { label: "delete-now", act: eraseAll }
    ]);
  });

  /** The names of all that the browser keeps for this language. */
  function keptNames() {
    return Object.keys(store).filter(function (name) { return name === key || name.indexOf(prefix) === 0; });
  }

  function eraseAll() {
    keptNames().forEach(function (name) { delete store[name]; });
    rows.forEach(function (state) {
      put(state, BLANK);
      state.kept = BLANK;
    });
    messages.forEach(drawOthers);
    nameField.value = "";
    copying.hidden = true;
    saved.textContent = "";
    opened.textContent = "";
    document.getElementById("differing").textContent = "";
    isDirty = false;
    progress();
    show(erased, "deleted");
    erase.focus();
  }

  function keepName() {
    isDirty = true;
    write(prefix + "reader", nameField.value);
  }
  nameField.addEventListener("input", keepName);
  nameField.addEventListener("change", checkName);
  window.addEventListener("beforeunload", function (event) {
    if (isDirty && !isKept) {
      event.preventDefault();
      event.returnValue = "";
    }
  });

  // --- what the browser has kept, and what other windows write now

  window.addEventListener("storage", function (event) {
    var name = event.key || "";
    if (name === prefix + "reader" && document.activeElement !== nameField) nameField.value = event.newValue || "";
    messages.forEach(function (message) {
      if (name === message.name) merge(message);
      if (isOther(message, name.replace(/ decided$/, ""))) drawOthers(message);
    });
    progress();
  });

  /** Earlier forms kept all answers of a language in one entry. */
  function readEarlierDraft() {
    try {
      var earlier = JSON.parse(store[key]);
      earlier.messages.map(readAnswer).filter(Boolean).forEach(function (answer) {
        if (!store[entryName(answer)]) write(entryName(answer), JSON.stringify(answer));
      });
      if (!store[prefix + "reader"]) write(prefix + "reader", String(earlier.reader || ""));
    } catch (_) { /* No earlier draft is kept. */ }
  }

  readEarlierDraft();
  messages.forEach(merge);
  messages.forEach(drawOthers);
  nameField.value = store[prefix + "reader"] || "";
  progress();
})();
