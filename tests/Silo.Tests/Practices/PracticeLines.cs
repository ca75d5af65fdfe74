using System.IO.Compression;
using System.Text;

namespace OutreachSilo.Practices;

/// <summary>Makes practice files for tests; every argument may be left out.</summary>
internal static class PracticeLines
{
    public const string Header = "ods_code,name,address1,address2,address3,address4,address5,postcode,nhse_region_code,icb_code_2025,icb_code_2026,sub_icb_code,open_date,pcn_code,lat,lon,location_quality";

    public static string Published(
        string code = "K81001", string name = "THE MILL SURGERY", string region = "Y61", string postcode = "NR18 0AF", string opened = "19740401",
        string closed = "", string status = "A", string setting = "4", string phone = "01953 600000") =>
        string.Join(',', new[]
        {
            code, name, region, "QMM", "MILL LANE", "WYMONDHAM", "", "", "", postcode, opened, closed, status, "B", "26A", "20200401", "", phone,
            "", "", "", "0", "", "26A", "", setting, "",
        }.Select(field => $"\"{field}\""));

    public static string Named(
        string code = "K81001", string name = "THE MILL SURGERY", string region = "Y61", string postcode = "NR18 0AF", string opened = "19740401",
        string lat = "52.57012", string lon = "1.11561",
        string quality = "postcode", string address = "MILL LANE,WYMONDHAM,,,") =>
        $"{code},{name},{address},{postcode},{region},QMM,T6Y0W,26A,{opened},U00000,{lat},{lon},{quality}";

    public static byte[] File(params string[] lines) => Encoding.UTF8.GetBytes(string.Join("\r\n", lines) + "\r\n");

    public static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize)) gzip.Write(bytes);
        return packed.ToArray();
    }
}
