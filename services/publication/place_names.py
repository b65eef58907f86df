"""Countries and larger cities by which a line shows that it names a place; values are ISO 3166-1 alpha-2 codes."""

from __future__ import annotations

_COUNTRY_NAMES: dict[str, str] = {
    "NL": "netherlands the netherlands|nederland|holland|niederlande|netherlands|the netherlands",
    "BE": "belgium|belgië|belgie|belgien|belgique",
    "DE": "germany|duitsland|deutschland",
    "IN": "india",
    "US": "usa|united states|u.s.a.|united states of america|verenigde staten|vereinigte staaten",
    "GB": "united kingdom|uk|england|scotland|wales|great britain|verenigd koninkrijk|großbritannien",
    "FR": "france|frankrijk|frankreich",
    "ES": "spain|spanje|spanien",
    "IT": "italy|italië|italien",
    "AT": "austria|oostenrijk|österreich",
    "CH": "switzerland|zwitserland|schweiz",
    "PL": "poland|polen",
    "LU": "luxembourg|luxemburg",
    "IE": "ireland|ierland|irland",
    "PT": "portugal",
    "DK": "denmark|denemarken|dänemark",
    "SE": "sweden|zweden|schweden",
    "NO": "norway|noorwegen|norwegen",
    "CA": "canada|kanada",
    "AU": "australia|australië",
    "AE": "uae|united arab emirates|dubai",
    "SG": "singapore",
    "PK": "pakistan",
    "KE": "kenya",
    "ZA": "south africa",
}
_CITY_NAMES: dict[str, str] = {
    "NL": """
        amsterdam|rotterdam|den haag|'s-gravenhage|s-gravenhage|utrecht|eindhoven|groningen|tilburg|almere|breda|
        nijmegen|apeldoorn|haarlem|arnhem|enschede|amersfoort|zaandam|den bosch|'s-hertogenbosch|s-hertogenbosch|
        zwolle|leiden|leeuwarden|maastricht|dordrecht|ede|delft|alkmaar|venlo|deventer|hilversum|hoofddorp|zoetermeer|
        assen|emmen|roosendaal|gouda|purmerend|lelystad|middelburg|helmond|oss|veenendaal|hengelo|schiedam|
        vlaardingen|wageningen|zeist|nieuwegein|roermond|sittard""",
    "BE": """
        brussel|brussels|bruxelles|antwerpen|antwerp|gent|ghent|brugge|leuven|mechelen|hasselt|kortrijk|aalst|luik|
        liège|namur|namen|charleroi|genk|oostende|mons|turnhout|sint-niklaas|roeselare""",
    "DE": """
        berlin|hamburg|münchen|munich|köln|cologne|frankfurt|frankfurt am main|stuttgart|düsseldorf|dortmund|essen|
        leipzig|bremen|dresden|hannover|hanover|nürnberg|nuremberg|duisburg|bochum|wuppertal|bielefeld|bonn|münster|
        karlsruhe|mannheim|augsburg|wiesbaden|aachen|kiel|mainz|freiburg|lübeck|erfurt|rostock|kassel|potsdam|
        heidelberg|darmstadt|regensburg|würzburg|ulm|oldenburg|osnabrück|göttingen|krefeld|mönchengladbach|braunschweig|
        magdeburg""",
    "IN": """
        bangalore|bengaluru|hyderabad|chennai|mumbai|pune|delhi|new delhi|kolkata|noida|gurgaon|gurugram|ahmedabad|
        jaipur|lucknow|kochi|cochin|coimbatore|indore|bhopal|nagpur|mysore|trivandrum|thiruvananthapuram|chandigarh|
        bhubaneswar|visakhapatnam|vizag|vadodara|patna|surat|secunderabad|karnataka|telangana|tamil nadu|maharashtra|
        kerala|uttar pradesh|andhra pradesh|gujarat|west bengal|haryana|rajasthan|punjab|bihar|odisha|orissa|
        madhya pradesh""",
    "US": """
        new york|new york city|san francisco|los angeles|chicago|boston|seattle|austin|houston|dallas|atlanta|miami|
        denver|phoenix|philadelphia|san diego|san jose|washington|portland|detroit|minneapolis|charlotte|baltimore|
        pittsburgh|cleveland|california|texas|florida|illinois|virginia|ohio|georgia|michigan|pennsylvania|new jersey|
        massachusetts|maryland|north carolina|minnesota|missouri|wisconsin|colorado|arizona|oregon|indiana|tennessee""",
    "GB": """
        london|manchester|birmingham|leeds|glasgow|edinburgh|liverpool|bristol|sheffield|nottingham|cardiff|belfast""",
    "FR": "paris|lyon|marseille|toulouse|lille|nice|nantes|strasbourg|bordeaux",
    "AT": "wien|vienna|graz|linz|salzburg|innsbruck",
    "CH": "zürich|zurich|genf|geneva|genève|basel|bern|lausanne",
    "LU": "luxembourg city",
    "IE": "dublin|cork|galway",
    "ES": "madrid|barcelona|valencia|sevilla",
    "IT": "rome|roma|milan|milano|turin|torino|naples",
    "SG": "singapore",
    "AE": "abu dhabi|sharjah",
    "CA": "toronto|montreal|vancouver|ottawa",
    "AU": "sydney|melbourne|brisbane|perth",
}


def _by_name(table: dict[str, str]) -> dict[str, str]:
    return {" ".join(name.split()): code for code, names in table.items() for name in names.split("|") if name.strip()}


COUNTRIES = _by_name(_COUNTRY_NAMES)
CITIES = _by_name(_CITY_NAMES)
