"""The words pseudonyms are made of, each in English and Dutch, as ``english=dutch``.

A stored pseudonym holds positions in these tables: add at the end only, never reorder or remove. What is left out on
purpose: first and last names in wide use, words that judge how someone works or looks, and words of gender, age,
origin or belief. Dutch adjectives stand inflected, as before a de-word, and every Dutch noun takes "de".
"""

from __future__ import annotations

_ADJECTIVES = """
copper=koperen linen=linnen woollen=wollen silken=zijden velvet=fluwelen cotton=katoenen oaken=eiken
marble=marmeren granite=granieten slate=leistenen bronze=bronzen golden=gouden tin=tinnen iron=ijzeren
steel=stalen glass=glazen porcelain=porseleinen paper=papieren wicker=rieten cork=kurken felt=vilten
leather=leren straw=strooien ceramic=keramische cardboard=kartonnen nickel=nikkelen basalt=basalten
quartz=kwartsen crystalline=kristallen sapphire=saffieren earthen=aarden wooden=houten blue=blauwe purple=paarse
orange=oranje azure=azuurblauwe crimson=karmijnrode ochre=okergele navy=marineblauwe russet=roestbruine
teal=blauwgroene emerald=smaragdgroene cobalt=kobaltblauwe saffron=saffraangele minty=mintgroene
vermilion=vermiljoenrode lavender=lavendelblauwe mauve=mauve turquoise=turkooizen magenta=magentarode
aquamarine=zeegroene plum=pruimkleurige rusty=roestige pastel=pastelkleurige iridescent=iriserende
opalescent=opaliserende tinted=getinte pearly=parelende foggy=mistige hazy=nevelige sunlit=zonovergoten
rainy=regenachtige snowy=besneeuwde frosty=berijpte windswept=verwaaide cloudy=bewolkte starry=besterde
moonlit=maanverlichte dewy=bedauwde alpine=alpiene arctic=arctische polar=polaire lunar=lunaire
stellar=stellaire cosmic=kosmische wintry=winterse summery=zomerse autumnal=herfstige nocturnal=nachtelijke
boreal=boreale volcanic=vulkanische subterranean=ondergrondse mossy=bemoste leafy=lommerrijke grassy=grazige
fragrant=geurige blooming=bloeiende maritime=maritieme nautical=nautische botanical=botanische
striped=gestreepte spotted=gevlekte speckled=gespikkelde dotted=gestippelde chequered=geruite woven=geweven
knitted=gebreide braided=gevlochten folded=gevouwen carved=gekerfde painted=beschilderde gilded=vergulde
polished=gepolijste embroidered=geborduurde feathered=gevederde crested=gekuifde ribbed=geribbelde
marbled=gemarmerde mottled=gemêleerde ringed=geringde banded=gebandeerde lacquered=gelakte glazed=geglazuurde
enamelled=geëmailleerde etched=geëtste stencilled=gesjabloneerde quilted=gewatteerde pleated=geplisseerde
patterned=gedessineerde sculpted=gebeeldhouwde engraved=gegraveerde quiet=stille calm=kalme silent=zwijgende
bright=heldere cheerful=vrolijke playful=speelse cool=koele fresh=frisse gleaming=glanzende shiny=blinkende
glowing=gloeiende sparkling=fonkelende glittering=glinsterende radiant=stralende shimmering=glimmende
twinkling=twinkelende luminous=lichtgevende hovering=zwevende drifting=drijvende dancing=dansende
singing=zingende humming=zoemende whistling=fluitende whispering=fluisterende climbing=klimmende
leaping=springende gliding=glijdende diving=duikende swimming=zwemmende nodding=knikkende swinging=slingerende
sailing=zeilende skating=schaatsende juggling=jonglerende hidden=verborgen secret=geheime mysterious=mysterieuze
rare=zeldzame musical=muzikale melodious=melodieuze harmonious=harmonieuze rhythmic=ritmische poetic=poëtische
peppery=peperige honeyed=honingzoete crisp=knapperige wavy=golvende flowing=stromende bubbling=bruisende
airy=luchtige springy=verende magnetic=magnetische electric=elektrische acoustic=akoestische resonant=galmende
echoing=echoënde rustling=ritselende fluttering=fladderende spinning=tollende swirling=wervelende
twirling=draaiende zigzag=zigzaggende spiral=spiraalvormige angular=hoekige oval=ovale square=vierkante
arched=gewelfde pointed=puntige downy=donzige smooth=gladde buoyant=dobberende floating=vlottende
winged=gevleugelde festive=feestelijke peaceful=vredige sunny=zonnige mild=milde distant=verre
"""

_NOUNS = """
heron=reiger otter=otter badger=das beaver=bever hedgehog=egel squirrel=eekhoorn lynx=lynx marten=marter
ermine=hermelijn seal=zeehond dolphin=dolfijn porpoise=bruinvis narwhal=narwal bison=bizon moose=eland
chamois=gems ibex=steenbok antelope=antilope gazelle=gazelle oryx=oryx zebra=zebra giraffe=giraffe okapi=okapi
tapir=tapir alpaca=alpaca vicuña=vicuña guanaco=guanaco panda=panda koala=koala wombat=wombat wallaby=wallaby
kangaroo=kangoeroe quokka=quokka capybara=capibara chinchilla=chinchilla marmot=marmot hamster=hamster
vole=woelmuis dormouse=slaapmuis jerboa=springmuis mongoose=mangoest jaguar=jaguar leopard=luipaard puma=poema
ocelot=ocelot serval=serval caracal=caracal tiger=tijger civet=civetkat genet=genetkat agouti=agoeti
coati=neusbeer kudu=koedoe bongo=bongo gnu=gnoe impala=impala saiga=saiga eland=elandantilope curlew=wulp
oystercatcher=scholekster redshank=tureluur avocet=kluut plover=plevier sandpiper=strandloper stilt=steltkluut
snipe=snip quail=kwartel pheasant=fazant stork=ooievaar spoonbill=lepelaar ibis=ibis flamingo=flamingo
pelican=pelikaan cormorant=aalscholver grebe=fuut bittern=roerdomp egret=zilverreiger wigeon=smient
shoveler=slobeend pintail=pijlstaarteend eider=eidereend merganser=zaagbek goldeneye=brilduiker gadwall=krakeend
gull=meeuw puffin=papegaaiduiker razorbill=alk guillemot=zeekoet albatross=albatros petrel=stormvogel
shearwater=pijlstormvogel penguin=pinguïn buzzard=buizerd kite=wouw goshawk=havik sparrowhawk=sperwer
eagle=adelaar osprey=visarend harrier=kiekendief peregrine=slechtvalk kestrel=torenvalk condor=condor
wryneck=draaihals hoopoe=hop bee-eater=bijeneter swallow=zwaluw lark=leeuwerik pipit=pieper wagtail=kwikstaart
dunnock=heggenmus redstart=roodstaart wheatear=tapuit redwing=koperwiek fieldfare=kramsvogel chiffchaff=tjiftjaf
flycatcher=vliegenvanger nuthatch=boomklever oriole=wielewaal magpie=ekster rook=roek starling=spreeuw
brambling=keep greenfinch=groenling goldfinch=distelvink siskin=sijs linnet=kneu redpoll=barmsijs
crossbill=kruisbek hawfinch=appelvink bunting=gors canary=kanarie parakeet=parkiet parrot=papegaai macaw=ara
lorikeet=lori toucan=toekan hummingbird=kolibrie quetzal=quetzal hornbill=neushoornvogel ostrich=struisvogel
emu=emoe cassowary=kasuaris dipper=waterspreeuw lyrebird=liervogel weaverbird=wevervogel bowerbird=prieelvogel
sunbird=honingzuiger honeyguide=honingwijzer turnstone=steenloper skimmer=schaarbek kittiwake=drieteenmeeuw
nightjar=nachtzwaluw frigatebird=fregatvogel tropicbird=keerkringvogel hamerkop=hamerkop kookaburra=kookaburra
tanager=tangare mockingbird=spotlijster roadrunner=renkoekoek motmot=motmot trogon=trogon caracara=caracara
salmon=zalm carp=karper bream=brasem tench=zeelt barbel=barbeel burbot=kwabaal smelt=spiering herring=haring
mackerel=makreel tuna=tonijn turbot=tarbot plaice=schol stickleback=stekelbaars cod=kabeljauw haddock=schelvis
sprat=sprot anchovy=ansjovis sardine=sardine swordfish=zwaardvis sunfish=maanvis moray=murene boxfish=koffervis
lobster=kreeft cuttlefish=zeekat octopus=octopus nautilus=nautilus starfish=zeester mussel=mossel oyster=oester
cockle=kokkel whelk=wulk turtle=schildpad salamander=salamander chameleon=kameleon gecko=gekko iguana=leguaan
lizard=hagedis axolotl=axolotl dragonfly=libel butterfly=vlinder bumblebee=hommel cricket=krekel
firefly=vuurvlieg cicada=cicade ant=mier beetle=kever moth=nachtvlinder brimstone=citroenvlinder beech=beuk
birch=berk poplar=populier maple=esdoorn chestnut=kastanje walnut=walnoot pine=den larch=lariks cedar=ceder
cypress=cipres yew=taxus juniper=jeneverbes hawthorn=meidoorn blackthorn=sleedoorn elm=iep sycamore=plataan
magnolia=magnolia acacia=acacia wisteria=blauweregen tulip=tulp daffodil=narcis crocus=krokus hyacinth=hyacint
aster=aster sunflower=zonnebloem cornflower=korenbloem dandelion=paardenbloem thistle=distel thyme=tijm
lotus=lotus orchid=orchidee peony=pioenroos bellflower=klokjesbloem gentian=gentiaan anemone=anemoon
cyclamen=cyclaam primrose=primula cowslip=sleutelbloem fuchsia=fuchsia begonia=begonia oleander=oleander
rhododendron=rododendron honeysuckle=kamperfoelie clematis=clematis bulrush=lisdodde waterlily=waterlelie
agave=agave cactus=cactus ginkgo=ginkgo sequoia=sequoia baobab=baobab mimosa=mimosa eucalyptus=eucalyptus
mulberry=moerbei medlar=mispel
"""


def _pairs(table: str) -> tuple[tuple[str, str], ...]:
    return tuple((english, dutch) for english, _, dutch in (entry.partition("=") for entry in table.split()))


ADJECTIVES = _pairs(_ADJECTIVES)
NOUNS = _pairs(_NOUNS)
