using OutreachSilo.TestKit;

namespace OutreachSilo.Practices;

/// <summary>The public register files beside the repository; a test that needs them is skipped where they are not.</summary>
internal static class RealData
{
    public static string Register => Requirements.SharedData("epraccur_2025-08_raw.csv.gz");

    public static string Cleaned => Requirements.SharedData("gp_practices_england.csv");

    public static string Networks => Requirements.SharedData("pcn_details.csv");

    public static string Membership => Requirements.SharedData("pcn_membership.csv");

    public static string Outcodes => Requirements.SharedData("gb_outcode_centroids.csv");

    public static string Boards => Requirements.SharedData("icb_reference.csv");
}
