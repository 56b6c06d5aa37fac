import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { advice, isEmpty } from "../src/desk/report/linter.ts";

type Sample = { text: string; quality: string };
const SAMPLES = JSON.parse(
  readFileSync(join(process.cwd(), "..", "infra", "local", "sample_answers.json"), "utf8"),
) as Sample[];

const EMPTY = [
  "Terima kasih, laporan Bapak/Ibu akan segera kami tindak lanjuti.",
  "Sudah kami teruskan ke bidang terkait, mohon ditunggu.",
  "Saat ini masih dalam proses, harap bersabar.",
  "Akan menjadi perhatian kami ke depannya.",
  "Kami menunggu anggaran tahun depan.",
  "Bukan wewenang kami, silakan ke instansi lain.",
  "Laporan akan kami pelajari terlebih dahulu.",
  "Thank you for your report, it will be forwarded to the unit concerned.",
  "Mohon maaf atas ketidaknyamanannya, akan kami evaluasi.",
  "Menurut petugas tidak ada masalah di lapangan.",
];
const GOOD = [
  "Lampu di tiang 12 telah diganti oleh tim PJU Dishub pada 23 November 2026, foto terlampir.",
  "Sampah sudah diangkut petugas DLH hari ini pukul 14.00; jadwal baru setiap Senin dan Kamis, kontak Bidang Kebersihan, foto terlampir.",
  "Pipa bocor diperbaiki tim Tirta Arut tanggal 22/11/2026, nomor berita acara 15/TA/2026.",
  "KTP-el Saudara sudah dicetak 24 November dan dapat diambil di loket 3 dengan menunjukkan nomor laporan.",
  "The street light was replaced by the roads team on 20 November 2026, photo attached.",
  "Kepala sekolah telah dipanggil Dinas Pendidikan pada Selasa, 17 November; uang dikembalikan, berita acara terlampir.",
  "Bantuan sudah disalurkan 19 November oleh Dinas Sosial bersama kelurahan, tanda terima terlampir.",
  "Drainase dikeruk regu DPUPR pada 21 November 2026, foto sebelum dan sesudah terlampir.",
  "Pohon ditebang tim DLH kemarin, dokumen penebangan nomor 44/DLH.",
  "Obat tersedia lagi sejak 18 November; antrean lansia dibuka di loket 1, hubungi Kepala Puskesmas, surat nomor 9.",
];

for (const { text, quality } of SAMPLES)
  test(`sample (${quality}): ${text.slice(0, 40)}`, () => {
    assert.equal(isEmpty(advice(text)), quality !== "good");
  });
for (const text of EMPTY) test(`empty: ${text}`, () => assert.equal(isEmpty(advice(text)), true));
for (const text of GOOD) test(`good: ${text}`, () => assert.equal(isEmpty(advice(text)), false));

test("a file and a date in the form are proof and date", () => {
  const found = advice("Jalan sudah ditambal oleh regu kami.", true, true);
  assert.deepEqual(found.lacks, []);
});
