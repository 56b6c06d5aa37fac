/**
 * Advice on an answer before it is sent: what it does not say (what was done, when, by whom, with what proof), and
 * sentences that say nothing. Never a bar: the officer decides.
 */

export type Lack = "action" | "date" | "owner" | "proof";
export type Advice = { empty: string[]; lacks: Lack[] };

const MONTHS =
  "januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember|january|february|march|may|june|july|august|october|december";
const DAYS =
  "senin|selasa|rabu|kamis|jumat|jum'at|sabtu|minggu|monday|tuesday|wednesday|thursday|friday|saturday|sunday";

/** Sentences that promise nothing, put off, or only deny. */
const EMPTY: RegExp[] = [
  /\b(?:akan|segera|telah|sudah)?\s*(?:kami\s+)?(?:di)?koordinasi(?:kan)?\b[^.]*/gi,
  /\b(?:mohon|harap|diharap(?:kan)?)\s+(?:untuk\s+)?(?:ber)?sabar\b[^.]*/gi,
  /\b(?:akan|segera)\s+(?:kami\s+)?(?:di)?(?:tindak\s*lanjuti|teruskan|sampaikan|proses|pelajari|laporkan|evaluasi)\b[^.]*/gi,
  /\b(?:masih|sedang)\s+(?:dalam\s+)?(?:proses|diproses|kami\s+proses|dikaji)\b[^.]*/gi,
  /\b(?:sudah|telah)\s+(?:kami\s+)?(?:di)?(?:teruskan|sampaikan)\b[^.]*/gi,
  /\bterima\s*kasih\s+atas\s+(?:laporan|informasi|masukan)[^.,]*/gi,
  /\b(?:menurut|kata)\s+\w+(?:\s+\w+)?\s+tidak\s+ada\b[^.]*/gi,
  /\bbukan\s+(?:kewenangan|wewenang|tugas)\s+kami\b[^.]*/gi,
  /\b(?:menunggu|tunggu)\s+(?:anggaran|arahan|giliran|instruksi)\b[^.]*/gi,
  /\bakan\s+menjadi\s+(?:perhatian|masukan|catatan)\b[^.]*/gi,
  /\bwill\s+be\s+(?:coordinated|followed\s+up|forwarded|processed|considered)\b[^.]*/gi,
  /\b(?:please\s+be\s+patient|thank\s+you\s+for\s+your\s+report|not\s+our\s+(?:authority|responsibility))\b[^.]*/gi,
  /\b(?:is|are)\s+(?:still\s+)?(?:being\s+processed|in\s+process)\b[^.]*/gi,
];
const SAID: Record<Lack, RegExp> = {
  action:
    /\b(?:telah|sudah|selesai|kini)\s+(?:kami\s+)?(?:di|me|ber)?\w{4,}|\b(?:di(?:tambal|ganti|perbaiki|bersihkan|angkut|ambil|pasang|periksa|cetak|bayar(?:kan)?|salur(?:kan)?|aktif(?:kan)?|buka|tutup|bongkar|cabut|kirim|serah(?:kan)?|terbit(?:kan)?|panggil|tegur|jadwal(?:kan)?|keruk|tebang|vaksin)|me(?:nambal|ngganti|mperbaiki|mbersihkan|ngangkut|masang|meriksa|nyalurkan|nertibkan|nurunkan|manggil|njadwalkan))\w*|\b(?:repaired|replaced|fixed|cleaned|collected|installed|inspected|printed|paid|delivered|opened|closed|issued|removed)\b|\bdapat\s+di\w{4,}/i,
  date: new RegExp(
    `\\b\\d{1,2}\\s+(?:${MONTHS})\\b|\\b\\d{1,2}[/-]\\d{1,2}(?:[/-]\\d{2,4})?\\b|\\b(?:hari\\s+ini|besok|kemarin|today|tomorrow|yesterday)\\b|\\b(?:${DAYS})\\b|\\b(?:${MONTHS})\\s+20\\d\\d\\b|\\bdalam\\s+\\d+\\s+(?:hari|minggu)\\b`,
    "i",
  ),
  owner:
    /\b(?:oleh|kontak|hubungi|petugas|tim|bidang|seksi|upt[d]?|regu|loket|bagian|dinas|kepala|narahubung|contact|team|officer|by\s+the|dlh|dpupr|bpbd|dishub|dinkes|disperkimtan|mal\s+pelayanan)\b/i,
  proof:
    /\b(?:foto|lampiran|terlampir|dokumen|surat|nomor|no\.|berita\s+acara|hasil\s+(?:lab|uji|pemeriksaan|laboratorium)|bukti|sampel|titik|dicek|photo|attached|document|letter|evidence)\b/i,
};

/** What to say of an answer; `files` is whether something is attached, `dated` whether the form has a date. */
export function advice(text: string, files = false, dated = false): Advice {
  const empty = EMPTY.flatMap((pattern) => [...text.matchAll(pattern)].map(([found]) => found.trim()));
  let rest = text;
  for (const sentence of empty) rest = rest.replace(sentence, " ");
  const has = { action: false, date: dated, owner: false, proof: files };
  const lacks = (Object.keys(SAID) as Lack[]).filter((what) => !has[what] && !SAID[what].test(rest));
  return { empty, lacks };
}

/** Whether an answer says so little that its sender should think again. */
export function isEmpty({ empty, lacks }: Advice): boolean {
  return (empty.length > 0 && lacks.length >= 2) || lacks.length >= 3;
}
