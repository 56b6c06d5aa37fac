/** Texts as the API reads them: the same normalisation as its own (chalicelib/domain/signs.py), from the same tables. */
import {
  APOSTROPHES,
  AROUND_EMAIL,
  CONTROL,
  DASHES,
  EMAIL_PATTERN,
  INDONESIA,
  INVISIBLE,
  LINE_ENDS,
  PHONE_DIGITS,
  PHONE_WRITTEN,
  UNSEEN,
} from "./facts.ts";

const every = (pattern: string) => new RegExp(pattern, "gu");
const whole = (pattern: string) => new RegExp(`^(?:${pattern})$`);
const [lineEnds, control, invisible, unseen] = [LINE_ENDS, CONTROL, INVISIBLE, UNSEEN].map(every) as [
  RegExp,
  RegExp,
  RegExp,
  RegExp,
];
const [email, phoneWritten, phoneDigits] = [whole(EMAIL_PATTERN), whole(PHONE_WRITTEN), whole(PHONE_DIGITS)];
const aroundEmail = every(AROUND_EMAIL);
const FORMATS = /[\p{Cf}\p{Cc}\p{Co}\p{Cs}]/u;
const DIGIT = /\p{Nd}/u;

/** Words without what nobody sees: every line end one, composed, trimmed. */
export const cleaned = (text: string): string =>
  text.replace(lineEnds, "\n").replace(control, "").replace(invisible, "").normalize("NFC").trim();

/** The same in one line. */
export const inOneLine = (text: string): string => cleaned(text).split(/\s+/).filter(Boolean).join(" ");

/** What of a text can be seen. */
export const seen = (text: string): string => text.replace(unseen, "").trim();

/** A number or a code in its plain form: one dash, one blank, one apostrophe, the ten digits. */
export const plain = (text: string): string => [...text].map(plainSign).join("").trim();

/** A mail address without what people leave around it; null when no mail could be sent to it. */
export function mailAddress(text: string): string | null {
  const address = plain(text).replace(aroundEmail, "");
  return email.test(address) ? address : null;
}

/** A telephone number as digits with its country first; null when nobody could call it. */
export function telephone(text: string): string | null {
  const [, written] = phoneWritten.exec(plain(text).toLowerCase()) ?? [];
  const number = written === undefined ? "" : countryFirst(written);
  return phoneDigits.test(number) ? number : null;
}

function countryFirst(written: string): string {
  const digits = written.replace(/[^0-9]/g, "");
  const national = digits.replace(/^00/, "");
  if (national.startsWith(INDONESIA)) return INDONESIA + national.slice(INDONESIA.length).replace(/^0+/, "");
  if (written.includes("+") || digits.startsWith("00")) return national;
  return /^[08]/.test(national) ? INDONESIA + national.replace(/^0+/, "") : national;
}

function plainSign(sign: string): string {
  if (DASHES.includes(sign)) return "-";
  if (APOSTROPHES.includes(sign)) return "'";
  if (sign <= "\x7f") return sign;
  if (/\s/.test(sign)) return " ";
  if (FORMATS.test(sign) || sign.replace(unseen, "") === "") return "";
  return [...sign.normalize("NFKC")].map(digit).join("");
}

/** The digit that a sign writes in whatever script: every script has its ten in a row, and rows end where they begin. */
function digit(sign: string): string {
  if (sign <= "\x7f" || !DIGIT.test(sign)) return sign;
  const code = sign.codePointAt(0) ?? 0;
  let before = 0;
  while (DIGIT.test(String.fromCodePoint(code - before - 1))) before += 1;
  return String(before % 10);
}
